// SPDX-License-Identifier: GPL-2.0-or-later
/// The packed lists of names and words: kinds and casing by key, read in place.
#pragma once

#include "indexer/entities/kinds.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace ae::indexing {

/// How often running text writes a word in lower case where a sentence goes on: 1 (never) to 7
/// (always); 0 where the texts counted hold it too seldom.
using Casing = std::uint8_t;
inline constexpr Casing seldom_lower = 2;     ///< up to here at most one time in ten, or unknown
inline constexpr Casing everyday_casing = 5;  ///< from here on at least two times in three

struct WordFacts {
  Kinds kinds;
  Casing casing = 0;
};

/// Slots of an open-addressed table, as they stand in the file. Keys are trusted by 29 of their
/// bits and their place, so that one lookup in some 100 million hits by accident.
class WordTable {
 public:
  struct Slot {
    std::uint32_t check = 0;  ///< 29 bits of the key, then 3 bits of casing
    std::uint32_t kinds = 0;
  };

  /// \param slots  a power of two of them, not all taken; or none
  explicit WordTable(std::span<const Slot> slots = {}) noexcept : slots_(slots) {}

  /// What is known of the word or phrase of this key (word_key(), join_keys()).
  [[nodiscard]] WordFacts find(std::uint64_t key) const noexcept;

  [[nodiscard]] static constexpr std::uint32_t check_of(std::uint64_t key) noexcept {
    return static_cast<std::uint32_t>(key >> 32U) & ~7U;
  }

 private:
  std::span<const Slot> slots_;
};

}  // namespace ae::indexing
