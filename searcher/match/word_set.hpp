// SPDX-License-Identifier: GPL-2.0-or-later
/// A word of a query -> the words of a segment's dictionary that it stands for.
#pragma once

#include "common/store/words.hpp"
#include "common/text/stemmer.hpp"
#include "searcher/query/tree.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ae::searching {

/// Puts \p list in order and leaves out what it has twice.
void sort_unique(auto& list) {
  std::ranges::sort(list);
  const auto repeated = std::ranges::unique(list);
  list.erase(repeated.begin(), repeated.end());
}

/// All kinds of words (stemmed, exact, wildcards, ...) come down to this.
struct WordSet {
  std::vector<std::uint32_t> numbers;  ///< ascending
  std::vector<std::string>
      stems;  ///< whose postings hold every article with such a word; ascending
  /// Those of stems that other words have, too: an article may be listed for these. Ascending.
  std::vector<std::string> shared{};
  std::vector<std::uint32_t> sharing{};  ///< the numbers whose stems are shared; ascending

  /// Whether the postings hold no other articles.
  [[nodiscard]] bool whole() const noexcept { return shared.empty(); }
};

/// Word numbers, to be asked for many words of every article that phrases read: bits, or a list
/// where there are few.
class NumberSet {
 public:
  /// \param numbers  ascending
  explicit NumberSet(std::span<const std::uint32_t> numbers) {
    if (numbers.size() <= few) {
      std::ranges::copy(numbers, list_.begin());
      return;
    }
    bits_.resize(numbers.back() / 64 + std::size_t{1});
    for (const std::uint32_t number : numbers)
      bits_[number / 64] |= std::uint64_t{1} << (number % 64);
  }

  /// Calls \p visit with each number, ascending.
  template <class Visit>
  void each(Visit visit) const {
    for (const std::uint32_t number : list_)
      if (number != 0) visit(number);
    for (std::size_t i = 0; i < bits_.size(); ++i)
      for (std::uint64_t left = bits_[i]; left != 0; left &= left - 1)
        visit(static_cast<std::uint32_t>(i * 64 + static_cast<unsigned>(std::countr_zero(left))));
  }

  /// Gaps, 0, are in no set.
  [[nodiscard]] bool contains(std::uint32_t number) const noexcept {
    if (bits_.empty()) return number != 0 && std::ranges::find(list_, number) != list_.end();
    return number / 64 < bits_.size() && (bits_[number / 64] >> (number % 64) & 1U) != 0;
  }

 private:
  static constexpr std::size_t few = 4;
  std::array<std::uint32_t, few> list_{};  ///< filled up with 0
  std::vector<std::uint64_t> bits_;
};

/// Looks words up. Not thread-safe.
class WordFinder {
 public:
  /// \param languages  numbers of the languages that the archive holds
  explicit WordFinder(std::vector<std::uint8_t> languages) : languages_(std::move(languages)) {}

  [[nodiscard]] WordSet find(const Word& word, const store::Words& words);

  /// How many words of the dictionary find() compares \p word with.
  [[nodiscard]] static std::size_t compared(const Word& word, const store::Words& words);

  /// The stems of a word in every language of the archive.
  [[nodiscard]] std::vector<std::string> stems(const Word& word);

 private:
  [[nodiscard]] WordSet of_stems(const Word& word, const store::Words& words);

  std::vector<std::uint8_t> languages_;
  text::Stemmer stemmer_;
};

}  // namespace ae::searching
