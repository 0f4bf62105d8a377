// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/words.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ae::searching;

namespace {

/// Folded forms; `*` before wildcards, `+` before what is glued on, groups parted by `|`.
std::string words(std::string_view text) {
  std::string out;
  for (const auto& group : grouped(read_words(text, Word::Form::stem))) {
    if (!out.empty()) out += " |";
    for (const Word& word : group) {
      out += out.empty() ? "" : " ";
      out += word.glued ? "+" : "";
      out += word.pattern == Word::Pattern::wildcard ? "*" : "";
      out += word.folded;
    }
  }
  return out;
}

}  // namespace

TEST_CASE("a chunk of a query spells words as a text does", "[searcher][query]") {
  struct Row {
    const char* text;
    const char* words;
  };
  const auto row = GENERATE(values<Row>({
      {"Moore", "moore"},
      {"write-in", "write +in"},
      {"hmm...what", "hmm | what"},
      {"20,715", "20715"},
      {"U.S.", "u.s"},
      {"北京大学", "北京 京大 大学"},
      {"", ""},
      {"...", ""},
  }));
  CAPTURE(row.text);
  CHECK(words(row.text) == row.words);
}

TEST_CASE("stars and question marks inside words are wildcards", "[searcher][query]") {
  struct Row {
    const char* text;
    const char* words;
  };
  const auto row = GENERATE(values<Row>({
      {"vot*", "*vot*"},
      {"*gate", "**gate"},
      {"w?rd", "*w?rd"},
      {"w??d", "*w??d"},
      {"C*fé", "*c*fe"},
      {"what?", "what"},
      {"?what", "what"},
      {"* what", "what"},
      {"vot* write-i*", "*vot* | write +*i*"},
  }));
  CAPTURE(row.text);
  CHECK(words(row.text) == row.words);
}

TEST_CASE("a tilde behind a word allows for misspelling", "[searcher][query]") {
  struct Row {
    std::string_view chunk;
    unsigned edits;
    std::string_view rest;
  };
  const auto row = GENERATE(values<Row>({
      {"moore~", 1, "moore"},
      {"moore~1", 1, "moore"},
      {"moore~2", 2, "moore"},
      {"moore~7", 7, "moore"},
      {"moore~0", 0, "moore"},
      {"moore~12", 0, "moore~12"},
      {"moore~x", 0, "moore~x"},
      {"~", 0, "~"},
      {"~moore", 0, "~moore"},
      {"", 0, ""},
  }));
  std::string_view chunk = row.chunk;
  CAPTURE(row.chunk);
  CHECK(take_fuzziness(chunk) == row.edits);
  CHECK(chunk == row.rest);
}
