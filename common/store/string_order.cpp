// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/string_order.hpp"

#include <algorithm>
#include <cstring>
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

}  // namespace

std::vector<std::uint32_t> sorted_order(std::span<const std::string_view> strings) {
  std::vector<Entry> entries(strings.size());
  for (std::uint32_t i = 0; i < entries.size(); ++i) entries[i] = {beginning_of(strings[i]), i};
  std::ranges::sort(entries, [&](const Entry& a, const Entry& b) {
    if (a.beginning != b.beginning) return a.beginning < b.beginning;
    return std::tie(strings[a.index], a.index) < std::tie(strings[b.index], b.index);
  });
  std::vector<std::uint32_t> order(entries.size());
  std::ranges::transform(entries, order.begin(), &Entry::index);
  return order;
}

}  // namespace ae::store
