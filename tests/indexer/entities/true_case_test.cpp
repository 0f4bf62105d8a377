// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/true_case.hpp"

#include "indexer/entities/reading.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace ae::indexing {
namespace {

std::string restored(std::string_view text) {
  WordMemory words(lexicon());
  return std::string(Reading(text, {}, words).text());
}

std::string small(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

struct Row {
  std::string text;
  std::string expected;
};

}  // namespace

TEST_CASE("what kept its capitals stays as it is", "[entities]") {
  const auto text = GENERATE(
      as<std::string>{}, "", "Sen. Ann Roe of Ohio spoke. The FBI did not.",
      "al-Qaeda said so. iPhone sales rose.\nvan der Velde left.", "It fell: prices rose, it said.",
      "The men walked\nuntil Tom Roe\nsaw Ohio again.", "\xff\xfe\x80 \xe2\x80");
  CAPTURE(text);
  CHECK(restored(text) == text);
}

TEST_CASE("lines in capitals are written as they would have been", "[entities]") {
  const auto row = GENERATE(values<Row>({
      {"GOVERNOR OF ALABAMA SIGNS A BILL", "governor of Alabama signs a bill"},
      {"MR. TOM SMITH SAID IT RAINED IN CHICAGO.", "Mr. Tom Smith said it rained in Chicago."},
      {"THE FBI WENT TO NEW YORK WITH THE CIA", "the FBI went to New York with the CIA"},
      {"SMITH'S WIFE WENT TO O'NEILL'S BOAT", "Smith's wife went to O'Neill's boat"},
      {"IN MÉRIDA THE COUNCIL MET AND LEFT", "in Mérida the council met and left"},
  }));
  CAPTURE(row.text);
  CHECK(restored(row.text) == row.expected);
}

TEST_CASE("sentences without capitals get them back", "[entities]") {
  const auto row = GENERATE(values<Row>({
      {"they drove from chicago to ohio with mr. smith",
       "they drove from Chicago to Ohio with Mr. Smith"},
      {"he works for the u.s. senate, at 8 a.m. or so",
       "he works for the U.S. Senate, at 8 a.m. or so"},
      {"she left the university of alabama in april",
       "she left the University of Alabama in April"},
  }));
  CAPTURE(row.text);
  CHECK(small(restored(row.text)) == small(row.text));
  CHECK(restored(row.text) == row.expected);
}

TEST_CASE("a word is written as the rest of the article writes it", "[entities]") {
  const std::string article = "We met Quillo Brandvik there. Then Brandvik left for the QPS.\n\n";
  const auto text = restored(article + "BRANDVIK JOINS THE QPS AFTER ALL");
  CHECK(text == article + "Brandvik joins the QPS after all");
}

TEST_CASE("labels of speakers are names, not shouting", "[entities]") {
  const auto text = restored("SEN. SMITH: Did you see it?\n\nTHE CHAIR: She was there.");
  CHECK(text == "Sen. Smith: Did you see it?\n\nthe chair: She was there.");
}

TEST_CASE("not a byte is won or lost, whatever the bytes", "[entities]") {
  std::uint32_t state = GENERATE(1U, 2U, 3U, 4U, 5U, 6U);
  const std::vector<std::string> pieces{
      "TOM ", "ROE",  "\xff",   " of ",  "THE ", "university ", "u.s. ", "\xe2\x80",
      "'s ",  "\n\n", "É",      "ALA. ", "&",    "-",           "Z:",    ")",
      ". ",   "mr. ", "trump ", "16th ", "CORP", "\xc3",        "a.m.",  "president trump "};
  std::string text;
  for (int i = 0; i < 3000; ++i) {
    state = state * 1664525U + 1013904223U;
    text += pieces[(state >> 16U) % pieces.size()];
  }
  const auto out = restored(text);
  REQUIRE(out.size() == text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool letter = std::isalpha(static_cast<unsigned char>(text[i])) != 0;
    const bool accent = i > 0 && text[i - 1] == '\xc3';
    const bool same =
        letter ? small(out.substr(i, 1)) == small(text.substr(i, 1)) : out[i] == text[i] || accent;
    REQUIRE(same);
  }
}

}  // namespace ae::indexing
