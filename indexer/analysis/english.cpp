// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/english.hpp"

#include "common/text/ascii.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

/// Each stands in another language as well, but no other language is made of them. In lower case,
/// as within sentences; sorted.
constexpr std::array<std::string_view, 40> commonest{
    "a",    "after", "an",   "and",  "are",   "as",   "at",   "be",   "been",  "but",
    "by",   "for",   "from", "had",  "has",   "have", "he",   "his",  "in",    "is",
    "it",   "its",   "not",  "of",   "on",    "said", "that", "the",  "their", "they",
    "this", "to",    "was",  "were", "which", "who",  "will", "with", "would", "year"};
static_assert(std::ranges::is_sorted(commonest));

bool is_of_word(char c) noexcept { return ascii::is_alpha(c) || ascii::is_wide(c); }

constexpr std::size_t least_words = 40;
constexpr std::size_t least_percent = 25;     ///< of the words are among the commonest
constexpr std::size_t least_percent_the = 2;  ///< of the words; a table of contents has fewer

}  // namespace

bool is_evidently_english(std::string_view text) noexcept {
  std::size_t words = 0, common = 0, articles = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    while (at < text.size() && is_of_word(text[at])) ++at;
    if (const auto word = text.substr(from, at - from); !word.empty()) {
      ++words;
      if (word == "the") ++articles;
      if (std::ranges::binary_search(commonest, word)) ++common;
    } else {
      ++at;
    }
  }
  return words >= least_words && 100 * common >= least_percent * words &&
         100 * articles >= least_percent_the * words;
}

}  // namespace ae::indexing
