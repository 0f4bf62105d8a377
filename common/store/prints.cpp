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

/// Whether two samples share so many numbers. Most that are compared share few, which shows long
/// before their end.
bool share(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
           std::size_t wanted) noexcept {
  constexpr std::size_t stride = 8;  // steps without a look at what can be shared still
  std::size_t count = 0;
  for (std::size_t left; (left = std::min(a.size(), b.size())) > 0;) {
    if (count + left < wanted) return false;
    std::size_t i = 0;
    std::size_t j = 0;
    for (std::size_t step = std::min(left, stride); step > 0; --step) {
      count += a[i] == b[j] ? 1U : 0U;
      const bool first = a[i] <= b[j];
      const bool second = b[j] <= a[i];
      i += first ? 1 : 0;
      j += second ? 1 : 0;
    }
    a = a.subspan(i);
    b = b.subspan(j);
  }
  return count >= wanted;
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
  const auto largest = std::min(largest_print(first.shingles), largest_print(second.shingles));
  const auto a = up_to(first.numbers, largest);
  const auto b = up_to(second.numbers, largest);
  const auto [fewer, more] = std::minmax({a.size(), b.size()});
  const auto is_enough = [fewer = fewer, more = more](std::size_t both) {
    return part(both, fewer) >= least_contained && part(both, more) >= least_share;
  };
  if (!is_enough(fewer)) return false;
  auto wanted = static_cast<std::size_t>(least_contained * static_cast<double>(fewer));
  while (wanted > 0 && is_enough(wanted - 1)) --wanted;
  while (!is_enough(wanted)) ++wanted;
  return share(a, b, wanted);
}

}  // namespace ae::store
