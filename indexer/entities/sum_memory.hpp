// SPDX-License-Identifier: GPL-2.0-or-later
/// Sums of rows that come again with the same words: most of what a token's features weigh depends
/// on the word alone, or on it and one neighbour.
#pragma once

#include "indexer/entities/large_pages.hpp"
#include "indexer/entities/row_sums.hpp"

#include <cstddef>
#include <cstdint>

namespace ae::indexing {

/// Remembers the sums of one model by keys that say all they depend on. Later ones take the places
/// of earlier ones. Not thread-safe.
class SumMemory {
 public:
  SumMemory();

  /// Asks for the memory that find() will read: weights drive it out of the caches all the time.
  void fetch(std::uint64_t key) const noexcept {
    __builtin_prefetch(&keys_[place_of(key)]);
    __builtin_prefetch(&lines_[place_of(key)]);
  }

  /// \returns null where it is not known; valid until keep()
  [[nodiscard]] const PassScores* find(std::uint64_t key) const noexcept {
    const auto place = place_of(key);
    return keys_[place] == key ? &lines_[place].sums : nullptr;
  }

  /// \param key  not 0
  void keep(std::uint64_t key, const PassScores& sums) noexcept {
    const auto place = place_of(key);
    keys_[place] = key;
    lines_[place].sums = sums;
    ++kept_;
  }

  /// To be called between two texts: takes more room if it was short, and forgets all then.
  void make_room();

  void forget() noexcept;

 private:
  struct alignas(64) Line {
    PassScores sums;
  };

  [[nodiscard]] std::size_t place_of(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15U) >> shift_);
  }

  LargeTable<std::uint64_t> keys_;  ///< 0: nothing there
  LargeTable<Line> lines_;          ///< beside keys_
  unsigned shift_ = 0;
  std::size_t kept_ = 0;
};

}  // namespace ae::indexing
