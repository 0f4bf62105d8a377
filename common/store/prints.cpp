// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/prints.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace ae::store {
namespace {

/// A sample is of this size or up to twice as large; of long texts larger.
constexpr std::size_t sample = 32;
constexpr unsigned most_halvings = 4;

constexpr std::uint32_t least_shingles = 16;
constexpr double least_contained = 0.8;  ///< of the shorter text
constexpr double least_share = 0.5;      ///< of the longer one

std::span<const std::uint32_t> up_to(std::span<const std::uint32_t> numbers,
                                     std::uint32_t largest) noexcept {
  const auto end = std::ranges::upper_bound(numbers, largest);
  return numbers.first(static_cast<std::size_t>(end - numbers.begin()));
}

std::size_t shared(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) noexcept {
  std::size_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    count += *i == *j ? 1U : 0U;
    const bool first = *i <= *j;
    const bool second = *j <= *i;
    i += first ? 1 : 0;
    j += second ? 1 : 0;
  }
  return count;
}

double part(std::size_t some, std::size_t all) noexcept {
  return all == 0 ? 0 : static_cast<double>(some) / static_cast<double>(all);
}

}  // namespace

std::uint32_t largest_print(std::size_t shingles) noexcept {
  unsigned halvings = 0;
  while (halvings < most_halvings && shingles >> halvings >= 2 * sample) ++halvings;
  return std::numeric_limits<std::uint32_t>::max() >> halvings;
}

Overlap overlap(const PrintsView& first, const PrintsView& second) noexcept {
  const auto largest = std::min(largest_print(first.shingles), largest_print(second.shingles));
  const auto a = up_to(first.numbers, largest);
  const auto b = up_to(second.numbers, largest);
  const std::size_t both = shared(a, b);
  return {part(both, a.size()), part(both, b.size())};
}

bool are_near(const PrintsView& first, const PrintsView& second) noexcept {
  const auto [shorter, longer] = std::minmax({first.shingles, second.shingles});
  if (shorter < least_shingles || shorter < least_share * longer) return false;
  const Overlap part = overlap(first, second);
  const auto [of_longer, of_shorter] = std::minmax({part.of_first, part.of_second});
  return of_shorter >= least_contained && of_longer >= least_share;
}

}  // namespace ae::store
