// SPDX-License-Identifier: GPL-2.0-or-later
/// A word of a query -> the words of a segment's dictionary that it stands for.
#pragma once

#include "common/store/words.hpp"
#include "common/text/stemmer.hpp"
#include "searcher/query/tree.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace ae::searching {

/// All kinds of words (stemmed, exact, wildcards, ...) come down to this.
struct WordSet {
  std::vector<std::uint32_t> numbers;  ///< ascending
  std::vector<std::string> stems;      ///< whose postings hold every article with such a word
  bool whole = true;                   ///< and hold no others

  [[nodiscard]] bool contains(std::uint32_t number) const noexcept {
    return std::ranges::binary_search(numbers, number);
  }
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
