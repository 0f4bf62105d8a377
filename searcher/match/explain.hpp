// SPDX-License-Identifier: GPL-2.0-or-later
/// Where a score comes from.
#pragma once

#include "searcher/match/rank.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace ae::searching {

/// The parts whose sum is the score of hit \p at of \p ranking; those that are 0 are left out.
/// \throws Error archive_damaged
[[nodiscard]] std::vector<ScorePart> explain(std::span<const OpenSegment> segments,
                                             const Ranking& ranking, std::size_t at);

}  // namespace ae::searching
