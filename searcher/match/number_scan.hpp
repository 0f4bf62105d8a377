// SPDX-License-Identifier: GPL-2.0-or-later
/// Looks through columns of numbers, 64 of them at a time.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace ae::searching {

/// Which of 64 numbers lie from \p first to \p last, as bits. \pre first <= last
[[nodiscard]] std::uint64_t between(const std::uint32_t* numbers, std::uint32_t first,
                                    std::uint32_t last) noexcept;

/// Calls \p test with each 64 of \p numbers, and \p visit with the index of the first of them and
/// what that gave, a bit for each, unless it is 0. What stands behind the last few is not counted.
template <class Test, class Visit>
void each_64(std::span<const std::uint32_t> numbers, Test test, Visit visit) {
  constexpr std::size_t together = 64;
  std::size_t at = 0;
  for (; at + together <= numbers.size(); at += together)
    if (const std::uint64_t bits = test(numbers.data() + at); bits != 0) visit(at, bits);
  if (at == numbers.size()) return;
  std::array<std::uint32_t, together> rest{};
  std::ranges::copy(numbers.subspan(at), rest.begin());
  const std::uint64_t counted = (std::uint64_t{1} << (numbers.size() - at)) - 1;
  if (const std::uint64_t bits = test(rest.data()) & counted; bits != 0) visit(at, bits);
}

}  // namespace ae::searching
