// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/wildcard.hpp"

#include "support/random_words.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <tuple>

using ae::text::matches_wildcard;

namespace {

/// One letter of ASCII after the other.
bool by_definition(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '*')
    return by_definition(text, pattern.substr(1)) ||
           (!text.empty() && by_definition(text.substr(1), pattern));
  return !text.empty() && (pattern[0] == '?' || pattern[0] == text[0]) &&
         by_definition(text.substr(1), pattern.substr(1));
}

}  // namespace

TEST_CASE("wildcards stand for any letters, or for one", "[common][text]") {
  using Row = std::tuple<std::string, std::string, bool>;
  const auto [text, pattern, matches] = GENERATE(values<Row>({
      {"moore", "m*e", true},
      {"moore", "m??re", true},
      {"moore", "m?re", false},
      {"moore", "*", true},
      {"", "*", true},
      {"", "?", false},
      {"moore", "moore*", true},
      {"moore", "*o*o*", true},
      {"moore", "*oo", false},
      {"été", "?t?", true},
      {"été", "??t?", false},
  }));
  CAPTURE(text, pattern);
  CHECK(matches_wildcard(text, pattern) == matches);
}

TEST_CASE("wildcards match as their definition says", "[common][text]") {
  ae::test::RandomWords random(5);
  for (int i = 0; i < 20000; ++i) {
    const std::string text = random.word("ab", 0, 6);
    const std::string pattern = random.word("ab*?", 0, 5);
    CAPTURE(text, pattern);
    REQUIRE(matches_wildcard(text, pattern) == by_definition(text, pattern));
  }
}

TEST_CASE("many stars cost little", "[common][text]") {
  std::string pattern;
  for (int i = 0; i < 1000; ++i) pattern += "*a";
  CHECK_FALSE(matches_wildcard(std::string(5000, 'a'), pattern + "b"));
}
