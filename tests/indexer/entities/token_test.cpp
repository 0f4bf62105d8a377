// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/token.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace ae::indexing {
namespace {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> result;
  for (const auto& token : split_tokens(text, {})) result.emplace_back(token.bytes.of(text));
  return result;
}

}  // namespace

TEST_CASE("tokens are names and words as the entity rules want them", "[entities]") {
  struct Row {
    std::string text;
    std::vector<std::string> expected;
  };
  const auto row = GENERATE(values<Row>({
      {"Ortega's car", {"Ortega", "'s", "car"}},
      {"Ortega\u2019s", {"Ortega", "\u2019s"}},
      {"O'Hara went", {"O'Hara", "went"}},
      {"Sen. Vale left.", {"Sen.", "Vale", "left", "."}},
      {"the U.S. fleet", {"the", "U.S.", "fleet"}},
      {"Dale K. Frost", {"Dale", "K.", "Frost"}},
      {"Vale-backed bill", {"Vale", "-", "backed", "bill"}},
      {"Anne-Marie Roe", {"Anne-Marie", "Roe"}},
      {"(D-N.M.)", {"(", "D", "-", "N.M.", ")"}},
      {"AT&T won 20,715", {"AT&T", "won", "20,715"}},
      {"", {}},
      {"\xff\xfe", {"\xff", "\xfe"}},
  }));
  CAPTURE(row.text);
  CHECK(words(row.text) == row.expected);
}

TEST_CASE("case, dots and the kind of apostrophe make no other key", "[entities]") {
  CHECK(word_key("U.S.") == word_key("us"));
  CHECK(word_key("O\u2019Hara") == word_key("o'hara"));
  CHECK(word_key("Vale") != word_key("Vales"));
  CHECK(join_keys(1, 2) != join_keys(2, 1));
}

TEST_CASE("sentences start after full stops, not after abbreviations", "[entities]") {
  const auto tokens = split_tokens("Gov. Roe spoke. He left.", {});
  std::vector<bool> starts;
  for (const auto& token : tokens) starts.push_back(token.starts_sentence);
  CHECK(starts == std::vector<bool>{true, false, false, false, true, false, false});
}

}  // namespace ae::indexing
