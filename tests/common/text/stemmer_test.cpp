// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/stemmer.hpp"

#include <catch2/catch.hpp>

using ae::text::language_number;
using ae::text::Token;

TEST_CASE("words are stemmed in their article's language", "[common][text]") {
  ae::text::Stemmer stemmer;
  struct Row {
    const char* language;
    const char* word;
    const char* same;
  };
  const auto row = GENERATE(values<Row>({
      {"en", "votes", "Voting"},
      {"en-GB", "allegation", "allegations"},
      {"fr", "élections", "élection"},
      {"de", "Häuser", "häuser"},
      {"xx", "votes", "vote"},
  }));
  CAPTURE(row.word);
  const auto language = language_number(row.language);
  CHECK(stemmer.stem(row.word, Token::Kind::word, language) ==
        stemmer.stem(row.same, Token::Kind::word, language));
}

TEST_CASE("numbers and initials are their own stems", "[common][text]") {
  ae::text::Stemmer stemmer;
  CHECK(stemmer.stem("20,715", Token::Kind::number, 0) == "20715");
  CHECK(stemmer.stem("U.S.", Token::Kind::initials, 0) == "u.s");
  CHECK(stemmer.stem("2010s", Token::Kind::word, 0) == "2010s");
}

TEST_CASE("digits are grouped as an article's language groups them", "[common][text]") {
  ae::text::Stemmer stemmer;
  struct Row {
    const char* language;
    const char* number;
    const char* stem;
  };
  const auto row = GENERATE(values<Row>({
      {"de", "20.715", "20715"},
      {"es", "1.234.567", "1234567"},
      {"en", "20.715", "20.715"},  // a decimal point
      {"fr", "20.715", "20.715"},  // French groups by spaces
      {"de", "3.14", "3.14"},      // no group
      {"de", "0.715", "0.715"},    // nor here: nothing is grouped behind 0
      {"de", "2017.12", "2017.12"},
      {"de", "1.234.56", "1.234.56"},
  }));
  CAPTURE(row.language, row.number);
  CHECK(stemmer.stem(row.number, Token::Kind::number, language_number(row.language)) == row.stem);
}

TEST_CASE("every language names a stemmer that exists", "[common][text]") {
  ae::text::Stemmer stemmer;
  for (const auto& language : ae::text::languages())
    CHECK_NOTHROW(stemmer.stem("word", Token::Kind::word, language_number(language.code)));
}
