// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/patterns.hpp"

#include "common/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ae::searching {
namespace {

/// Letters of UTF-8; a bound above for other bytes.
std::size_t count_letters(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

FuzzyWord::FuzzyWord(std::string_view word, unsigned edits, Swaps swaps)
    : edits_(edits), swaps_(swaps) {
  if (count_letters(word) > most_letters) {
    too_long_ = word;
    return;
  }
  for (std::size_t at = 0; at < word.size() && letters_ < most_letters; ++letters_) {
    const auto c = text::decode(word, at);
    at += c.size;
    const Mask place = Mask{1} << letters_;
    const auto same = std::ranges::find(others_, c.value, &OtherLetter::letter);
    if (c.value < ascii_.size())
      ascii_[c.value] |= place;
    else if (same != others_.end())
      same->places |= place;
    else
      others_.push_back({c.value, place});
  }
}

FuzzyWord::Mask FuzzyWord::places(char32_t letter) const noexcept {
  if (letter < ascii_.size()) return ascii_[letter];
  const auto same = std::ranges::find(others_, letter, &OtherLetter::letter);
  return same == others_.end() ? 0 : same->places;
}

unsigned FuzzyWord::distance(std::string_view other) const noexcept {
  const unsigned beyond = edits_ + 1;
  if (!too_long_.empty()) return other == too_long_ ? 0 : beyond;
  if (other.size() + edits_ < letters_) return beyond;
  if (other.size() > letters_ + edits_ && count_letters(other) > letters_ + edits_) return beyond;
  if (letters_ == 0) return static_cast<unsigned>(count_letters(other));
  // A column of the table of distances, as the differences between its cells.
  Mask up = ~Mask{0};  // where a cell is one more than the cell above it
  Mask down = 0;       // where it is one less
  Mask same = 0;       // where it equals the cell diagonally before it
  Mask before = 0;     // the places of the letter before
  const Mask last = Mask{1} << (letters_ - 1);
  auto distance = static_cast<unsigned>(letters_);
  for (std::size_t at = 0; at < other.size();) {
    const auto c = text::decode(other, at);
    at += c.size;
    const Mask here = places(c.value);
    const Mask swapped = swaps_ == Swaps::one_edit ? ((~same & here) << 1) & before : 0;
    same = (((here & up) + up) ^ up) | here | down | swapped;
    const Mask right = down | ~(same | up);
    const Mask left = same & up;
    if ((right & last) != 0) ++distance;
    if ((left & last) != 0) --distance;
    if (distance > edits_ + (other.size() - at)) return beyond;  // each letter left saves one
    const Mask shifted = (right << 1) | 1;
    up = (left << 1) | ~(same | shifted);
    down = shifted & same;
    before = here;
  }
  return distance;
}

}  // namespace ae::searching
