// SPDX-License-Identifier: GPL-2.0-or-later
/// Looks things up in what has an order but no iterators.
#pragma once

#include <cstdint>

namespace ae::store {

/// The first of 0 up to \p count for which \p reached holds, once it holds for all after; \p count
/// where there is none.
template <class Reached>
[[nodiscard]] std::uint32_t first_where(std::uint32_t count, Reached reached) {
  std::uint32_t first = 0;
  while (first < count) {
    const std::uint32_t middle = first + (count - first) / 2;
    if (reached(middle))
      count = middle;
    else
      first = middle + 1;
  }
  return first;
}

}  // namespace ae::store
