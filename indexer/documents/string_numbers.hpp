// SPDX-License-Identifier: GPL-2.0-or-later
/// Numbers for strings, so that what follows counts and compares numbers.
#pragma once

#include "indexer/documents/string_blocks.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::indexing {

/// The first sixteen bytes of a string, zeros behind a shorter one.
struct Letters {
  std::uint64_t first = 0, second = 0;
};

static_assert(std::endian::native == std::endian::little);  // Letters, read as they stand

/// By size, up to sixteen: all bits of the bytes of a string of that many.
inline constexpr auto letter_masks = [] {
  std::array<Letters, sizeof(Letters) + 1> masks{};
  for (std::size_t size = 1; size < masks.size(); ++size) {
    masks[size] = masks[size - 1];
    std::uint64_t& half = size <= 8 ? masks[size].first : masks[size].second;
    half = half << 8 | 0xFF;
  }
  return masks;
}();

/// Gives every distinct string a number: 0, 1, 2 ... in the order of first sight. An open table
/// whose slots hold the beginnings of the strings: a word of sixteen letters, as nearly all are
/// shorter, is found with one cache miss, where a map of strings costs three or four. Where a
/// string stands in the table depends on a number drawn for it, so that no text can make it much
/// slower. Not thread-safe.
class StringNumbers {
 public:
  StringNumbers();

  /// A string whose number is wanted. A view: the string must stay where it is.
  struct Wanted {
    std::string_view text;
    Letters letters;
    std::uint32_t kind = 0;  ///< the tag, and how long it is
    std::uint64_t hash = 0;
  };

  /// Asks for the memory that number() will read first: whoever knows some strings ahead waits for
  /// none.
  /// \param tag  strings of different tags are different
  [[nodiscard]] Wanted seek(std::string_view text, std::uint16_t tag = 0) const noexcept {
    return fetched(want(text, letters_of(text), tag));
  }

  /// The same of a string within a longer text, faster: how long it is decides no branch.
  /// \param whole  what \p text is a part of
  [[nodiscard]] Wanted seek_within(std::string_view whole, std::string_view text,
                                   std::uint16_t tag) const noexcept {
    const auto left = static_cast<std::size_t>(whole.data() + whole.size() - text.data());
    if (left < sizeof(Letters)) return seek(text, tag);
    return fetched(want(text, letters_within(text), tag));
  }

  /// \returns the number of what seek() was given, and whether it is new
  std::pair<std::uint32_t, bool> number(const Wanted& wanted) {
    std::size_t at = wanted.hash >> shift_;
    for (; slots_[at].next != 0; at = (at + 1) & (slots_.size() - 1))
      if (holds(slots_[at], wanted)) return {slots_[at].next - 1, false};
    return {add(wanted, at), true};
  }
  std::pair<std::uint32_t, bool> number(std::string_view text, std::uint16_t tag = 0) {
    return number(want(text, letters_of(text), tag));
  }

  /// \p number below size(). The view lives as long as this.
  [[nodiscard]] std::string_view string(std::uint32_t number) const { return strings_[number]; }
  [[nodiscard]] const std::vector<std::string_view>& strings() const noexcept { return strings_; }
  [[nodiscard]] std::uint32_t size() const noexcept {
    return static_cast<std::uint32_t>(strings_.size());
  }

 private:
  struct Slot {
    Letters letters;
    std::uint32_t kind = 0;  ///< as in Wanted
    std::uint32_t next = 0;  ///< 1 + the number; 0: free
  };

  [[nodiscard]] Wanted want(std::string_view text, Letters letters,
                            std::uint16_t tag) const noexcept {
    constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
    const auto size = static_cast<std::uint32_t>(std::min(text.size(), most));
    Wanted wanted{
        .text = text, .letters = letters, .kind = std::uint32_t{tag} << 16U | size, .hash = 0};
    wanted.hash = hash_of(wanted);
    return wanted;
  }

  [[nodiscard]] Wanted fetched(const Wanted& wanted) const noexcept {
    __builtin_prefetch(&slots_[wanted.hash >> shift_]);
    return wanted;
  }

  /// Three products scatter the letters of a short word well enough.
  [[nodiscard]] std::uint64_t hash_of(const Wanted& wanted) const noexcept {
    const bool is_short = wanted.text.size() <= sizeof wanted.letters;
    if (!is_short) [[unlikely]]
      return hash_of_long(wanted.text, wanted.kind);
    return mixed((wanted.letters.first + (wanted.kind >> 16U)) * drawn_[0] +
                 wanted.letters.second * drawn_[1]);
  }
  [[nodiscard]] std::uint64_t hash_of_long(std::string_view text,
                                           std::uint32_t kind) const noexcept;
  [[nodiscard]] std::uint64_t mixed(std::uint64_t hash) const noexcept {
    return (hash ^ hash >> 32) * drawn_[0];
  }

  template <class T>
  [[nodiscard]] static std::uint64_t load(const char* from) noexcept {
    T letters;
    std::memcpy(&letters, from, sizeof letters);
    return letters;
  }

  /// Loads that overlap spare a loop.
  [[nodiscard]] static std::uint64_t first_letters(std::string_view text) noexcept {
    const char* const data = text.data();
    const std::size_t size = text.size();
    if (size >= 8) return load<std::uint64_t>(data);
    if (size >= 4)
      return load<std::uint32_t>(data) | load<std::uint32_t>(data + size - 4) << (8 * (size - 4));
    if (size >= 2)
      return load<std::uint16_t>(data) | load<std::uint16_t>(data + size - 2) << (8 * (size - 2));
    return size == 1 ? load<std::uint8_t>(data) : 0;
  }
  [[nodiscard]] static Letters letters_of(std::string_view text) noexcept {
    if (text.size() <= 8) return {.first = first_letters(text), .second = 0};
    return {.first = first_letters(text), .second = first_letters(text.substr(8))};
  }

  /// Sixteen bytes may be read at \p text, whatever its size.
  [[nodiscard]] static Letters letters_within(std::string_view text) noexcept {
    const Letters& mask = letter_masks[std::min(text.size(), sizeof(Letters))];
    return {.first = load<std::uint64_t>(text.data()) & mask.first,
            .second = load<std::uint64_t>(text.data() + 8) & mask.second};
  }
  [[nodiscard]] bool holds(const Slot& slot, const Wanted& wanted) const noexcept {
    const std::uint64_t unlike = (slot.letters.first ^ wanted.letters.first) |
                                 (slot.letters.second ^ wanted.letters.second) |
                                 (slot.kind ^ wanted.kind);
    if (unlike != 0) return false;
    return wanted.text.size() <= sizeof slot.letters || strings_[slot.next - 1] == wanted.text;
  }
  std::uint32_t add(const Wanted& wanted, std::size_t at);
  void grow();

  static constexpr int first_bits = 10;
  std::array<std::uint64_t, 2> drawn_;  // odd
  int shift_ = 64 - first_bits;         // leaves as many bits of a hash as slots_ need
  std::vector<Slot> slots_ =
      std::vector<Slot>(1U << first_bits);  // a power of two, at most half full
  std::vector<std::string_view> strings_;
  StringBlocks bytes_;  // what strings_ look at
};

}  // namespace ae::indexing
