// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/word_memory.hpp"

#include "indexer/entities/credits.hpp"
#include "indexer/entities/runs.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace ae::indexing {
namespace {

bool same(const Token& a, const Token& b) {
  return a.bytes.from == b.bytes.from && a.bytes.to == b.bytes.to && a.key == b.key &&
         a.pattern == b.pattern && a.kinds == b.kinds && a.shape == b.shape && a.mark == b.mark &&
         a.casing == b.casing && a.links == b.links && a.cue == b.cue;
}

/// Words of every size, none twice.
std::string many_words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    std::string word;
    for (int rest = i; rest != 0 || word.size() < static_cast<std::size_t>(i % 23); rest /= 26)
      word += static_cast<char>('a' + rest % 26);
    text += word + (i % 5 == 0 ? "'s " : " ");
  }
  return text;
}

}  // namespace

TEST_CASE("a word that is remembered is described as when it was new", "[entities]") {
  const std::string text =
      "Photo: The senator of Ohio's McConnell said 16th AT&T 20,715 vs. U.S. Mr. Bo van Lum, "
      "the\u2019s caf\u00e9 Co-operative congratulations\u2014antidisestablishmentarianism.";
  WordMemory words(lexicon());
  const auto first = split_tokens(text, {}, words);
  const auto again = split_tokens(text, {}, words);
  const auto bare = split_tokens(text, {});
  REQUIRE(first.size() == again.size());
  REQUIRE(first.size() == bare.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    CAPTURE(i, first[i].bytes.of(text));
    CHECK(same(first[i], again[i]));
    CHECK(first[i].word == again[i].word);
    CHECK(first[i].key == bare[i].key);
    const auto word = first[i].bytes.of(text);
    CHECK(first[i].pattern == letter_pattern(word));
    if (first[i].shape == Shape::mark || first[i].shape == Shape::number) continue;
    CHECK(first[i].kinds == lexicon().facts(word_key(word)).kinds);
    CHECK(first[i].casing == lexicon().facts(word_key(word)).casing);
    CHECK(first[i].links == is_link_word(word));
    CHECK(first[i].cue == is_credit_cue(word));
  }
}

TEST_CASE("words are cut and described alike however many there are", "[entities]") {
  const auto text = many_words(3000);
  WordMemory words(lexicon());
  const auto small = split_tokens(text, {}, words);  // more than a new memory has room for
  CHECK(words.make_room());
  const auto larger = split_tokens(text, {}, words);
  REQUIRE(small.size() == larger.size());
  std::size_t unknown = 0;
  for (std::size_t i = 0; i < small.size(); ++i) {
    CHECK(same(small[i], larger[i]));
    unknown += small[i].word == 0 ? 1U : 0U;
  }
  CHECK(unknown > 0);
}

TEST_CASE("plain words are cut as the others are", "[entities]") {
  // Each stands once before what ends a word at a glance, and once at the very end of a text.
  const std::string text = "Senators met, Ana; (Roe) a:b/c \"yes?\" no! X y Zed";
  for (std::size_t size = 1; size <= text.size(); ++size) {
    const auto cut = text.substr(0, size);
    CAPTURE(cut);
    std::string joined;
    for (const auto& token : split_tokens(cut, {})) joined += token.bytes.of(cut);
    std::string expected;
    for (const char c : cut)
      if (c != ' ') expected += c;
    CHECK(joined == expected);
  }
  const auto tokens = split_tokens("senator Jones A a mcC Zed.", {});
  std::vector<Shape> shapes;
  for (const auto& token : tokens) shapes.push_back(token.shape);
  CHECK(shapes == std::vector{Shape::lower, Shape::capital, Shape::initial, Shape::lower,
                              Shape::capital, Shape::capital, Shape::mark});
}

}  // namespace ae::indexing
