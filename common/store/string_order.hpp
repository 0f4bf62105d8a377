// SPDX-License-Identifier: GPL-2.0-or-later
/// Many strings in the order of their bytes, as dictionaries and tables of terms want them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ae::store {

/// The indexes of \p strings, fewer than 2^32, ascending by string, then by index.
[[nodiscard]] std::vector<std::uint32_t> sorted_order(std::span<const std::string_view> strings);

}  // namespace ae::store
