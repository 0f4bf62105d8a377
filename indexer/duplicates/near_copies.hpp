// SPDX-License-Identifier: GPL-2.0-or-later
/// Finds the near copies among any number of texts, in time that grows with their number only.
#pragma once

#include "common/store/prints.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace ae::indexing {

/// Pairs of indexes, the smaller first.
using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// How the prints of the text of an index are looked up; on two threads at once.
using PrintsOf = std::function<store::PrintsView(std::uint32_t)>;

/// What near copies are looked up by: two of them share one of so many smallest prints. Of those
/// that are just near, equally long or one half of the other, all but one in 7,000 or one in 30 do.
inline constexpr std::size_t keys = 8;
[[nodiscard]] std::span<const std::uint32_t> keys_of(const store::PrintsView& prints) noexcept;

/// A text is compared with so many others that share a print, the first ones.
inline constexpr std::uint32_t most_compared = 32;

/// Which of \p texts distinct texts are near copies of one another (store::are_near). A text is
/// compared with those that share one of its few smallest prints; of a print that many texts have,
/// with the first of those: that is what keeps the time linear, and misses little.
/// \param at_once  keys that are looked at in one go, sixteen bytes of memory each: whatever their
///   number, the pairs are the same, but where there are more, all texts are gone through again,
///   sixteen times at most: then more are looked at in one go
[[nodiscard]] Pairs find_near(std::uint32_t texts, const PrintsOf& prints,
                              std::size_t at_once = std::size_t{1} << 21);

/// Puts each text into at most one group, so that all of a group are near to one of them: the text
/// with most near copies takes them, then the next among those that are left. No chain of small
/// changes makes one group of different texts.
/// \returns by index, the index of the group's centre; its own where it is alone
[[nodiscard]] std::vector<std::uint32_t> group_near(std::uint32_t texts, const Pairs& near);

}  // namespace ae::indexing
