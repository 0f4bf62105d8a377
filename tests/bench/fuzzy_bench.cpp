// SPDX-License-Identifier: GPL-2.0-or-later
/// Misspelt words and wildcards over a dictionary of a million words.
#include "common/store/words.hpp"
#include "searcher/match/word_set.hpp"
#include "support/random_words.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <unordered_set>
#include <vector>

using namespace ae;

namespace {

/// Syllables, so that words resemble each other as those of a language do.
std::vector<std::string> made_up_words(std::size_t count) {
  test::RandomWords random(1);
  std::unordered_set<std::string> words;
  while (words.size() < count) {
    std::string word;
    for (std::size_t left = 2 + random.number(4); left > 0; --left)
      word += random.word("bcdfghklmnprstvw", 1, 1) + random.word("aeiou", 1, 1) +
              random.word("lnrst", 0, 1);
    words.insert(std::move(word));
  }
  return {words.begin(), words.end()};
}

searching::Word typed(std::string spelling, searching::Word::Pattern pattern, unsigned edits) {
  searching::Word word{.surface = spelling, .folded = std::move(spelling)};
  word.pattern = pattern;
  word.edits = edits;
  return word;
}

}  // namespace

TEST_CASE("looking up patterns among a million words", "[!benchmark][searcher]") {
  const test::TempDir dir;
  const auto spellings = made_up_words(1'000'000);
  std::vector<store::WordForms> forms;
  for (const std::string& word : spellings) forms.push_back({word, word, word});
  store::WordsWriter writer(dir.path() / "words", forms,
                            std::vector<std::uint32_t>(forms.size(), 1));
  static_cast<void>(writer.finish());
  const store::Words words(dir.path() / "words");
  REQUIRE(words.size() == spellings.size());
  searching::WordFinder finder({0});
  using enum searching::Word::Pattern;
  const auto find = [&](const searching::Word& word) { return finder.find(word, words).numbers; };
  CHECK_FALSE(find(typed(spellings[0], fuzzy, 1)).empty());
  BENCHMARK("word~1") { return find(typed("kolapranet", fuzzy, 1)); };
  BENCHMARK("word~2") { return find(typed("kolapranet", fuzzy, 2)); };
  BENCHMARK("short~2") { return find(typed("kolan", fuzzy, 2)); };
  BENCHMARK("wor*") { return find(typed("kol*", wildcard, 0)); };
  BENCHMARK("*word") { return find(typed("*net", wildcard, 0)); };
}
