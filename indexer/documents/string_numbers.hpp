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

  /// A string whose number is wanted. A view: the string must stay where it is.
  struct Wanted {
    std::string_view text;
    std::uint64_t letters = 0;  ///< the first eight bytes, zeros behind a shorter string
    std::uint32_t kind = 0;     ///< the tag, and how long it is
    std::uint64_t hash = 0;
  };

  /// Asks for the memory that number() will read first: whoever knows some strings ahead waits for
  /// none.
  /// \param tag  strings of different tags are different
  [[nodiscard]] Wanted seek(std::string_view text, std::uint16_t tag = 0) const noexcept {
    const Wanted wanted = want(text, tag);
    __builtin_prefetch(&slots_[wanted.hash >> shift_]);
    return wanted;
  }

  /// \returns the number of what seek() was given, and whether it is new
  std::pair<std::uint32_t, bool> number(const Wanted& wanted) {
    std::size_t at = wanted.hash >> shift_;
    for (; slots_[at].next != 0; at = (at + 1) & (slots_.size() - 1))
      if (holds(slots_[at], wanted)) return {slots_[at].next - 1, false};
    return {add(wanted, at), true};
  }
  std::pair<std::uint32_t, bool> number(std::string_view text, std::uint16_t tag = 0) {
    return number(want(text, tag));
  }

  /// \p number below size(). The view lives as long as this.
  [[nodiscard]] std::string_view string(std::uint32_t number) const { return strings_[number]; }
  [[nodiscard]] std::span<const std::string_view> strings() const noexcept { return strings_; }
  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(strings_.size());
  }

 private:
  struct Slot {
    std::uint64_t letters = 0;  ///< as in Wanted, as is the next one
    std::uint32_t kind = 0;
    std::uint32_t next = 0;  ///< 1 + the number; 0: free
  };

  [[nodiscard]] Wanted want(std::string_view text, std::uint16_t tag) const noexcept;
  [[nodiscard]] std::uint64_t hash_of(const Wanted& wanted) const noexcept;
  [[nodiscard]] bool holds(const Slot& slot, const Wanted& wanted) const noexcept {
    if (slot.letters != wanted.letters || slot.kind != wanted.kind) return false;
    return wanted.text.size() <= sizeof slot.letters || strings_[slot.next - 1] == wanted.text;
  }
  std::uint32_t add(const Wanted& wanted, std::size_t at);
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
