// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/patterns.hpp"

#include "support/random_words.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace ae::searching;
using Swaps = FuzzyWord::Swaps;

namespace {

/// By the book: the whole table, letter by letter of ASCII.
unsigned by_the_book(std::string_view a, std::string_view b, Swaps swaps) {
  std::vector<std::vector<unsigned>> cell(a.size() + 1, std::vector<unsigned>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cell[i][j] = static_cast<unsigned>(i + j);
        continue;
      }
      cell[i][j] = std::min({cell[i - 1][j] + 1, cell[i][j - 1] + 1,
                             cell[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (swaps == Swaps::one_edit && i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
          a[i - 2] == b[j - 1])
        cell[i][j] = std::min(cell[i][j], cell[i - 2][j - 2] + 1);
    }
  return cell[a.size()][b.size()];
}

}  // namespace

TEST_CASE("edits are counted as by the book", "[searcher][match]") {
  const auto swaps = GENERATE(Swaps::two_edits, Swaps::one_edit);
  const unsigned edits = GENERATE(1U, 2U);
  ae::test::RandomWords random(7);
  std::size_t near = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string word = random.word("abc", 0, 7);
    const std::string other = random.word("abc", 0, 7);
    const unsigned expected = by_the_book(word, other, swaps);
    CAPTURE(word, other, edits);
    const FuzzyWord fuzzy(word, edits, swaps);
    REQUIRE(fuzzy.matches(other) == (expected <= edits));
    if (expected > edits) continue;
    REQUIRE(fuzzy.distance(other) == expected);
    ++near;
  }
  CHECK(near > 1000);
}

TEST_CASE("letters are edited, not bytes", "[searcher][match]") {
  CHECK(FuzzyWord("москва", 1).distance("москав") > 1);
  CHECK(FuzzyWord("москва", 2).distance("москав") == 2);
  CHECK(FuzzyWord("москва", 1, Swaps::one_edit).distance("москав") == 1);
  CHECK(FuzzyWord("москва", 1).distance("мсква") == 1);
  CHECK(FuzzyWord("москва", 1).distance("москвы") == 1);
  CHECK(FuzzyWord("москва", 2).distance("москвичи") > 2);
}

TEST_CASE("no word is too long or too odd to compare", "[searcher][match]") {
  const std::string longest(64, 'a');
  CHECK(FuzzyWord(longest, 1).distance(longest) == 0);
  CHECK(FuzzyWord(longest, 1).distance(longest + "b") == 1);
  const std::string longer(100, 'a');
  CHECK(FuzzyWord(longer, 2).distance(longer) == 0);
  CHECK_FALSE(FuzzyWord(longer, 2).matches(longest));
  CHECK(FuzzyWord("", 1).matches("a"));
  CHECK_FALSE(FuzzyWord("", 1).matches("ab"));
  CHECK(FuzzyWord("\xff\xfe", 1).matches("\xff"));
}
