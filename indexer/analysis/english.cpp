// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/english.hpp"

#include "common/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

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
constexpr std::size_t least_percent = 25;       ///< of the words are among the commonest
constexpr std::size_t least_percent_near = 20;  ///< of any least_words in a row
constexpr std::size_t least_percent_the = 2;    ///< of the words; a table of contents has fewer

class Counts {
 public:
  void add(std::string_view word) {
    const bool is_common = std::ranges::binary_search(commonest, word);
    ++words_;
    if (word == "the") ++articles_;
    if (is_common) ++common_;
    last_ = (last_ << 1U | (is_common ? 1U : 0U)) & ((std::uint64_t{1} << least_words) - 1);
  }

  /// Does a stretch end here that is hardly English, whatever stands around it?
  [[nodiscard]] bool turns_foreign() const noexcept {
    const auto common = static_cast<std::size_t>(std::popcount(last_));
    return words_ >= least_words && 100 * common < least_percent_near * least_words;
  }

  [[nodiscard]] bool are_english() const noexcept {
    return words_ >= least_words && 100 * common_ >= least_percent * words_ &&
           100 * articles_ >= least_percent_the * words_;
  }

 private:
  std::size_t words_ = 0, common_ = 0, articles_ = 0;
  std::uint64_t last_ = 0;  ///< a bit for each of the last least_words: is it common?
};

}  // namespace

bool is_evidently_english(std::string_view text) noexcept {
  Counts counts;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    while (at < text.size() && is_of_word(text[at])) ++at;
    if (at == from) {
      ++at;
      continue;
    }
    counts.add(text.substr(from, at - from));
    if (counts.turns_foreign()) return false;
  }
  return counts.are_english();
}

}  // namespace ae::indexing
