// SPDX-License-Identifier: GPL-2.0-or-later
/// Where the bytes of plain words stand in a text, told for many bytes at a time.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ae::text {

/// Two bits for each byte of a text: whether it is a letter or digit of ASCII, and whether it is
/// that or part of a character beyond ASCII. A word is then a run of ones, found without a branch
/// for each of its bytes.
class WordBits {
 public:
  explicit WordBits(std::string_view text);

  /// Where the first byte at or behind \p at stands that may belong to a word; the text's size
  /// where there is none. \param at  not behind the end
  [[nodiscard]] std::size_t next_word(std::size_t at) const noexcept {
    for (;; at += bits_a_part) {
      if (at >= size_) return size_;
      const std::uint64_t ahead = from(at, &Part::any);
      if (ahead != 0) return at + static_cast<std::size_t>(std::countr_zero(ahead));
    }
  }

  /// Where the first byte at or behind \p at stands that is no letter or digit of ASCII.
  [[nodiscard]] std::size_t end_of_plain(std::size_t at) const noexcept {
    for (;; at += bits_a_part) {
      if (at >= size_) return size_;
      const std::uint64_t ahead = ~from(at, &Part::plain);
      if (ahead != 0) return at + static_cast<std::size_t>(std::countr_zero(ahead));
    }
  }

 private:
  static constexpr std::size_t bits_a_part = 64;

  struct Part {
    std::uint64_t plain = 0, any = 0;
  };

  /// The bits of the 64 bytes from \p at on; zeros behind the end.
  [[nodiscard]] std::uint64_t from(std::size_t at, std::uint64_t Part::*bits) const noexcept {
    const Part* const part = &parts_[at / bits_a_part];
    const auto shift = at % bits_a_part;
    return part[0].*bits >> shift | part[1].*bits << 1 << (bits_a_part - 1 - shift);
  }

  std::size_t size_;
  std::vector<Part> parts_;  // and an empty one behind them
};

}  // namespace ae::text
