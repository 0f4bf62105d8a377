// SPDX-License-Identifier: GPL-2.0-or-later
/// Looks through words as they are written (\see store::Words) for some of them, many bytes at a
/// time and without reading each as a number.
#pragma once

#include "searcher/match/beginnings.hpp"
#include "searcher/match/word_set.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ae::searching {

/// Tells where wanted words may stand: where a number begins with the one or two bytes that one of
/// theirs begins with.
class WordScan {
 public:
  explicit WordScan(const NumberSet& words, Beginnings::Kernel kernel = Beginnings::best());

  /// Whether so few bytes are wanted that most of what is looked through is done with at once.
  [[nodiscard]] bool is_sparse() const noexcept { return sparse_; }

  /// Calls \p visit with the place in \p zone of each such beginning, ascending, until it gives
  /// false: all wanted words are among them.
  template <class Visit>
  void each(std::string_view zone, Visit visit) const {
    for (std::size_t from = 0; from < zone.size(); from += piece) {
      const Places places = look(zone, from);
      for (std::size_t i = 0; i < places.size(); ++i)
        for (std::uint64_t left = places[i]; left != 0; left &= left - 1)
          if (!visit(from + i * Beginnings::block + static_cast<unsigned>(std::countr_zero(left))))
            return;
    }
  }

 private:
  static constexpr std::size_t blocks = 4;
  static constexpr std::size_t piece = blocks * Beginnings::block;  ///< bytes looked at in one go
  using Places = std::array<std::uint64_t, blocks>;                 ///< a bit for each byte

  [[nodiscard]] Places look(std::string_view zone, std::size_t from) const noexcept;

  Beginnings beginnings_;
  Beginnings::Kernel kernel_;
  bool sparse_ = true;
};

}  // namespace ae::searching
