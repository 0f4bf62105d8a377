// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/english.hpp"

#include "common/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace ae::indexing {
namespace {

/// Words that texts in other languages hardly hold: neither "in", "is" and "was" nor "a", "on" and
/// "as"; nor "also", "over" and "most". In lower case, as within sentences; sorted.
constexpr std::array<std::string_view, 72> commonest{
    "about",   "after", "against", "and",   "are",   "because", "been",  "before",  "between",
    "but",     "by",    "could",   "did",   "down",  "during",  "first", "for",     "from",
    "has",     "have",  "his",     "into",  "it",    "its",     "last",  "many",    "more",
    "new",     "not",   "of",      "only",  "other", "our",     "out",   "percent", "said",
    "says",    "she",   "should",  "since", "some",  "still",   "such",  "than",    "that",
    "the",     "their", "them",    "then",  "there", "these",   "they",  "this",    "those",
    "through", "to",    "two",     "up",    "were",  "what",    "when",  "where",   "which",
    "while",   "who",   "will",    "with",  "would", "year",    "years", "you",     "your"};
static_assert(std::ranges::is_sorted(commonest));

constexpr std::size_t longest_common = sizeof(std::uint64_t);  ///< bytes

/// The letters of a short word as one number.
constexpr std::uint64_t packed(std::string_view word) noexcept {
  std::uint64_t letters = 0;
  for (const char c : word) letters = letters << 8 | static_cast<unsigned char>(c);
  return letters;
}

constexpr std::size_t place_of(std::uint64_t letters) noexcept {
  return letters * 0x9E3779B97F4A7C15 >> 56;
}

/// The commonest words, each where place_of() says or in the next place that was free.
constexpr auto table = [] {
  std::array<std::uint64_t, 256> places{};
  for (const std::string_view word : commonest) {
    std::size_t at = place_of(packed(word));
    while (places[at] != 0) at = (at + 1) % places.size();
    places[at] = packed(word);
  }
  return places;
}();

/// \param letters  of a word that is not longer than longest_common
constexpr bool is_common(std::uint64_t letters) noexcept {
  std::size_t at = place_of(letters);
  while (table[at] != letters && table[at] != 0) at = (at + 1) % table.size();
  return table[at] != 0;
}
static_assert(std::ranges::all_of(commonest, is_common, packed));
static_assert(std::ranges::max(commonest, {}, &std::string_view::size).size() <= longest_common);

constexpr auto is_of_word = [] {
  std::array<bool, 0x100> is{};
  for (std::size_t c = 0; c < is.size(); ++c)
    is[c] = ascii::is_alpha(static_cast<char>(c)) || c >= 0x80;
  return is;
}();

constexpr std::size_t least_words = 40;
constexpr std::size_t least_percent = 16;          ///< of the words are among the commonest
constexpr std::size_t least_percent_articles = 2;  ///< of the words; a table of contents has fewer
constexpr std::size_t stretch = 25;          ///< words; a sentence in another language is as long
constexpr std::size_t least_of_stretch = 2;  ///< of them are among the commonest

}  // namespace

bool is_evidently_english(std::string_view text) noexcept {
  std::size_t words = 0, common = 0, articles = 0, before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    std::uint64_t letters = 0;  // of a long word the last
    for (; at < text.size(); ++at) {
      const auto c = static_cast<unsigned char>(text[at]);
      if (!is_of_word[c]) break;
      letters = letters << 8 | c;
    }
    if (at == from) {
      ++at;
      continue;
    }
    if (letters == packed("the") || letters == packed("a")) ++articles;
    if (at - from <= longest_common && is_common(letters)) ++common;
    if (++words % stretch != 0) continue;
    if (common - before < least_of_stretch) return false;
    before = common;
  }
  return words >= least_words && 100 * common >= least_percent * words &&
         100 * articles >= least_percent_articles * words;
}

}  // namespace ae::indexing
