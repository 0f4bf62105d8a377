// SPDX-License-Identifier: GPL-2.0-or-later
/// Looks through words as they are written (\see store::Words) for some of them, many bytes at a
/// time and without reading each as a number.
#pragma once

#include "searcher/match/word_set.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace ae::searching {

/// Some of the 256 bytes.
class ByteSet {
 public:
  void add(std::uint8_t byte) {
    if (holds_[byte]) return;
    holds_[byte] = true;
    list_.push_back(byte);
  }

  [[nodiscard]] const std::vector<std::uint8_t>& list() const noexcept { return list_; }
  [[nodiscard]] bool holds(std::uint8_t byte) const noexcept { return holds_[byte]; }

 private:
  std::array<bool, 256> holds_{};
  std::vector<std::uint8_t> list_;
};

/// Tells where wanted words may stand: where a number begins with the one or two bytes that one of
/// theirs begins with.
class WordScan {
 public:
  static constexpr std::size_t block = 64;  ///< bytes that are looked at together

  explicit WordScan(const NumberSet& words);

  /// Whether so few bytes are wanted that most of what is looked through is done with at once.
  [[nodiscard]] bool is_sparse() const noexcept;

  /// Calls \p visit with the place in \p zone of each such beginning, ascending, until it gives
  /// false: all wanted words are among them.
  template <class Visit>
  void each(std::string_view zone, Visit visit) const {
    for (std::size_t from = 0; from < zone.size(); from += block) {
      const Flags flags = look(zone, from);
      for (std::size_t i = 0; i < block; i += sizeof(std::uint64_t)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, flags.data() + i, sizeof eight);
        for (; eight != 0; eight &= eight - 1)
          if (!visit(from + i + static_cast<std::size_t>(std::countr_zero(eight)) / 8)) return;
      }
    }
  }

 private:
  using Flags = std::array<std::uint8_t, block>;  ///< of each byte, 0 or 1

  [[nodiscard]] Flags look(std::string_view zone, std::size_t from) const noexcept;

  ByteSet whole_;           ///< numbers of one byte
  ByteSet first_, second_;  ///< of the longer ones
};

}  // namespace ae::searching
