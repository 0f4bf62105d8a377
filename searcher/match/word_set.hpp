// SPDX-License-Identifier: GPL-2.0-or-later
/// A word of a query -> the words of a segment's dictionary that it stands for.
#pragma once

#include "common/store/words.hpp"
#include "common/text/stemmer.hpp"
#include "searcher/query/tree.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ae::searching {

/// All kinds of words (stemmed, exact, wildcards, ...) come down to this.
struct WordSet {
  std::vector<std::uint32_t> numbers;  ///< ascending
  std::vector<std::string> stems;      ///< whose postings hold every article with such a word
  bool whole = true;                   ///< and hold no others
};

/// Word numbers as bits: phrases ask it for every word of every article that they read.
class NumberSet {
 public:
  /// \param numbers  ascending
  explicit NumberSet(std::span<const std::uint32_t> numbers)
      : bits_(numbers.empty() ? 0 : numbers.back() / 64 + std::size_t{1}) {
    for (const std::uint32_t number : numbers)
      bits_[number / 64] |= std::uint64_t{1} << (number % 64);
  }

  [[nodiscard]] bool contains(std::uint32_t number) const noexcept {
    return number / 64 < bits_.size() && (bits_[number / 64] >> (number % 64) & 1U) != 0;
  }

 private:
  std::vector<std::uint64_t> bits_;
};

/// Looks words up. Not thread-safe.
class WordFinder {
 public:
  /// \param languages  numbers of the languages that the archive holds
  explicit WordFinder(std::vector<std::uint8_t> languages) : languages_(std::move(languages)) {}

  [[nodiscard]] WordSet find(const Word& word, const store::Words& words);

  /// The stems of a word in every language of the archive.
  [[nodiscard]] std::vector<std::string> stems(const Word& word);

 private:
  [[nodiscard]] WordSet of_stems(const Word& word, const store::Words& words);

  std::vector<std::uint8_t> languages_;
  text::Stemmer stemmer_;
};

}  // namespace ae::searching
