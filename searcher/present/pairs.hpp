// SPDX-License-Identifier: GPL-2.0-or-later
/// Counts which values stand together in the same articles, and shows a sentence for it.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/deadline.hpp"
#include "searcher/match/open_segment.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ae::searching {

/// The most frequent pairs of a value of \p first and a value of \p second over \p matches, exact,
/// the most frequent in front; where both fields are one, each pair of two values once. Pairs of
/// names come with the first sentence, in the order of the archive, that names both.
/// \param limit  pairs; 0 for all
/// \throws OutOfTime
[[nodiscard]] std::vector<Pair> count_pairs(std::span<const OpenSegment> segments,
                                            std::span<const DocSet> matches, std::string_view first,
                                            std::string_view second, std::uint64_t limit,
                                            Deadline& deadline);

}  // namespace ae::searching
