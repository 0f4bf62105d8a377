// SPDX-License-Identifier: GPL-2.0-or-later
/// Numbers for strings, so that what follows counts and compares numbers.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::indexing {

/// Gives every distinct string a number: 0, 1, 2 ... in the order of first sight. An open table
/// whose slots hold the beginnings of the strings: a word of eight letters, as most are shorter,
/// is found with one cache miss, where a map of strings costs three or four. Where a string stands
/// in the table depends on a number drawn for it, so that no text can be made to be slow.
/// Not thread-safe.
class StringNumbers {
 public:
  StringNumbers();

  /// \param tag  strings of different tags are different
  /// \returns the number of \p text, and whether it is new
  std::pair<std::uint32_t, bool> number(std::string_view text, std::uint16_t tag = 0);

  /// Asks for the memory that number() will read first.
  void fetch(std::string_view text, std::uint16_t tag = 0) const noexcept;

  /// \p number below size(). The view lives as long as this.
  [[nodiscard]] std::string_view string(std::uint32_t number) const { return strings_[number]; }
  [[nodiscard]] std::span<const std::string_view> strings() const noexcept { return strings_; }
  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(strings_.size());
  }

 private:
  struct Slot {
    std::uint64_t letters = 0;  ///< the first eight bytes, zeros behind a shorter string
    std::uint16_t tag = 0;
    std::uint16_t size = 0;  ///< bytes, or the most that fit in here
    std::uint32_t next = 0;  ///< 1 + the number; 0: free
  };

  [[nodiscard]] static Slot slot_for(std::string_view text, std::uint16_t tag) noexcept;
  [[nodiscard]] std::size_t place(const Slot& wanted, std::string_view text) const noexcept;
  [[nodiscard]] bool holds(const Slot& slot, const Slot& wanted,
                           std::string_view text) const noexcept;
  std::string_view keep(std::string_view text);
  void grow();

  static constexpr int first_bits = 10;
  std::uint64_t drawn_;          // odd
  int shift_ = 64 - first_bits;  // leaves as many bits of a hash as slots_ need
  std::vector<Slot> slots_ =
      std::vector<Slot>(1U << first_bits);  // a power of two, at most half full
  std::vector<std::string_view> strings_;
  std::deque<std::string> bytes_;  // what strings_ look at; a full one is never touched again
};

}  // namespace ae::indexing
