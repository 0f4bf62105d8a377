// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/string_order.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <tuple>

namespace ae::store {
namespace {

/// The first bytes of a string as a number that compares as they do. Most pairs differ there, and
/// comparing them reads neither string.
struct Entry {
  std::uint64_t beginning = 0;
  std::uint32_t index = 0;
};

std::uint64_t beginning_of(std::string_view text) noexcept {
  std::uint64_t beginning = 0;
  std::memcpy(&beginning, text.data(), std::min(text.size(), sizeof beginning));
  return __builtin_bswap64(beginning);
}

constexpr unsigned digit_bits = 8;
constexpr std::size_t digits = sizeof(Entry::beginning);

unsigned digit(const Entry& entry, std::size_t place) noexcept {
  return entry.beginning >> (place * digit_bits) & 0xFF;
}

/// How often each digit stands at each place.
using Counts = std::array<std::array<std::uint32_t, 1U << digit_bits>, digits>;

/// Puts \p entries in the order of their beginnings, equal ones as they were, with one pass a byte:
/// no processor foresees how two strings compare.
void sort_by_beginning(std::vector<Entry>& entries) {
  Counts counts{};
  for (const Entry& entry : entries)
    for (std::size_t place = 0; place < digits; ++place) ++counts[place][digit(entry, place)];
  std::vector<Entry> sorted(entries.size());
  for (std::size_t place = 0; place < digits; ++place) {
    auto& next = counts[place];
    if (next[digit(entries.front(), place)] == entries.size()) continue;  // they are all the same
    std::exclusive_scan(next.begin(), next.end(), next.begin(), 0U);
    for (const Entry& entry : entries) sorted[next[digit(entry, place)]++] = entry;
    entries.swap(sorted);
  }
}

/// Sorts those that have one beginning.
void sort_alike(std::span<Entry> entries, std::span<const std::string_view> strings) {
  std::ranges::sort(entries, [&](const Entry& a, const Entry& b) {
    return std::tie(strings[a.index], a.index) < std::tie(strings[b.index], b.index);
  });
}

}  // namespace

std::vector<std::uint32_t> sorted_order(std::span<const std::string_view> strings) {
  if (strings.empty()) return {};
  std::vector<Entry> entries(strings.size());
  for (std::uint32_t i = 0; i < entries.size(); ++i) entries[i] = {beginning_of(strings[i]), i};
  sort_by_beginning(entries);
  for (auto from = entries.begin(); from != entries.end();) {
    const auto to = std::find_if(from + 1, entries.end(),
                                 [&](const Entry& e) { return e.beginning != from->beginning; });
    if (to - from > 1) sort_alike({from, to}, strings);
    from = to;
  }
  std::vector<std::uint32_t> order(entries.size());
  std::ranges::transform(entries, order.begin(), &Entry::index);
  return order;
}

}  // namespace ae::store
