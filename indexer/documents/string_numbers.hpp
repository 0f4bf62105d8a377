// SPDX-License-Identifier: GPL-2.0-or-later
/// Numbers for strings, so that what follows counts and compares numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <limits>
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

  [[nodiscard]] Wanted want(std::string_view text, std::uint16_t tag) const noexcept {
    constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
    const auto size = static_cast<std::uint32_t>(std::min(text.size(), most));
    Wanted wanted{.text = text,
                  .letters = first_letters(text),
                  .kind = std::uint32_t{tag} << 16U | size,
                  .hash = 0};
    wanted.hash = hash_of(wanted);
    return wanted;
  }

  /// Two products scatter the letters of a short word well enough.
  [[nodiscard]] std::uint64_t hash_of(const Wanted& wanted) const noexcept {
    const bool is_short = wanted.text.size() <= sizeof wanted.letters;
    std::uint64_t hash = is_short ? wanted.letters : hash_of_long(wanted.text);
    hash = (hash + (wanted.kind >> 16U)) * drawn_;
    return (hash ^ hash >> 32) * drawn_;
  }
  [[nodiscard]] std::uint64_t hash_of_long(std::string_view text) const noexcept;

  /// Zeros behind a string shorter than eight bytes. Loads that overlap spare a loop.
  [[nodiscard]] static std::uint64_t first_letters(std::string_view text) noexcept {
    const auto load = [&]<class T>(T letters, std::size_t at) {
      std::memcpy(&letters, text.data() + at, sizeof letters);
      return std::uint64_t{letters} << (8 * at);
    };
    const std::size_t size = text.size();
    if (size >= 8) return load(std::uint64_t{}, 0);
    if (size >= 4) return load(std::uint32_t{}, 0) | load(std::uint32_t{}, size - 4);
    if (size >= 2) return load(std::uint16_t{}, 0) | load(std::uint16_t{}, size - 2);
    return size == 1 ? load(std::uint8_t{}, 0) : 0;
  }

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
