// SPDX-License-Identifier: GPL-2.0-or-later
/// Comparing a word with one that may be misspelt.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ae::searching {

/// A word that many others are compared with, by the letters to be added, dropped or changed to
/// make one of the other. Bit-parallel: a few instructions a letter, whatever the length of the
/// word. (Myers 1999; neighbours that changed places: Hyyrö 2003.) A word of more than 64 letters
/// is near to itself only.
class FuzzyWord {
 public:
  enum class Swaps : bool {
    two_edits,  ///< `ei` for `ie` takes two
    one_edit,   ///< it takes one, as people who type count
  };

  /// \param edits  at most this many are of interest
  FuzzyWord(std::string_view word, unsigned edits, Swaps swaps = Swaps::two_edits);

  /// The edits between the word and \p other; any number above `edits` where they are more.
  [[nodiscard]] unsigned distance(std::string_view other) const noexcept;

  /// Whether they are at most `edits`.
  [[nodiscard]] bool matches(std::string_view other) const noexcept {
    return distance(other) <= edits_;
  }

 private:
  static constexpr std::size_t most_letters = 64;
  using Mask = std::uint64_t;
  struct OtherLetter {
    char32_t letter = 0;
    Mask places = 0;
  };

  [[nodiscard]] Mask places(char32_t letter) const noexcept;

  std::array<Mask, 128> ascii_{};  ///< where each letter stands in the word, as bits
  std::vector<OtherLetter> others_;
  std::string too_long_;  ///< the word, where it has more letters than fit
  std::size_t letters_ = 0;
  unsigned edits_;
  Swaps swaps_;
};

}  // namespace ae::searching
