// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/english.hpp"

#include "common/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

/// Words that texts in other languages hardly hold: neither "in", "is" and "was" nor "a", "on" and
/// "as". In lower case, as within sentences; sorted.
constexpr std::array<std::string_view, 28> commonest{
    "after", "and", "are",  "been",  "but", "by",   "for",  "from", "has",   "have",
    "his",   "it",  "its",  "not",   "of",  "said", "that", "the",  "their", "they",
    "this",  "to",  "were", "which", "who", "will", "with", "would"};
static_assert(std::ranges::is_sorted(commonest));

bool is_of_word(char c) noexcept { return ascii::is_alpha(c) || ascii::is_wide(c); }

constexpr std::size_t least_words = 40;
constexpr std::size_t least_percent = 16;     ///< of the words are among the commonest
constexpr std::size_t least_percent_the = 2;  ///< of the words; a table of contents has fewer
constexpr std::size_t stretch = 25;           ///< words; a sentence in another language is as long
constexpr std::size_t least_of_stretch = 2;   ///< of them are among the commonest

}  // namespace

bool is_evidently_english(std::string_view text) noexcept {
  std::size_t words = 0, common = 0, articles = 0, before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    while (at < text.size() && is_of_word(text[at])) ++at;
    const std::string_view word = text.substr(from, at - from);
    if (word.empty()) {
      ++at;
      continue;
    }
    if (word == "the") ++articles;
    if (std::ranges::binary_search(commonest, word)) ++common;
    if (++words % stretch != 0) continue;
    if (common - before < least_of_stretch) return false;
    before = common;
  }
  return words >= least_words && 100 * common >= least_percent * words &&
         100 * articles >= least_percent_the * words;
}

}  // namespace ae::indexing
