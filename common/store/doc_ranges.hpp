// SPDX-License-Identifier: GPL-2.0-or-later
/// Sets of docids of one segment as ranges: its tombstones, its earlier versions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::store {

/// Both ends included, first <= last, first > 0.
struct DocRange {
  std::uint32_t first = 1;
  std::uint32_t last = 1;

  friend bool operator==(const DocRange&, const DocRange&) = default;
};

/// Ascending, disjoint, and with a gap between each two: one way to write each set.
using DocRanges = std::vector<DocRange>;

/// \p docids in any order, repeated or not; 0 is left out.
[[nodiscard]] DocRanges to_ranges(std::vector<std::uint32_t> docids);

[[nodiscard]] DocRanges united(const DocRanges& a, const DocRanges& b);
/// What of \p a is not in \p b.
[[nodiscard]] DocRanges without(const DocRanges& a, const DocRanges& b);
[[nodiscard]] bool contains(const DocRanges& ranges, std::uint32_t docid) noexcept;
[[nodiscard]] std::uint32_t count(const DocRanges& ranges) noexcept;

/// "3-5,9"; nothing for the empty set.
[[nodiscard]] std::string to_text(const DocRanges& ranges);

/// Reads exactly what to_text writes for docids up to \p last; nothing else.
[[nodiscard]] std::optional<DocRanges> parse_ranges(std::string_view text, std::uint32_t last);

}  // namespace ae::store
