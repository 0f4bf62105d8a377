// SPDX-License-Identifier: GPL-2.0-or-later
/// The third stage of ranking: similar articles get similar scores.
#pragma once

#include "searcher/match/deadline.hpp"
#include "searcher/match/open_segment.hpp"

#include <span>
#include <vector>

namespace ae::searching {

/// The scores of \p hits (by falling score), each drawn towards those of the hits that its text is
/// most like; all stay between the first score and the last. Copies count as one article.
/// After Diaz, CIKM 2005, and Kurland and Lee, SIGIR 2004.
/// \throws Error archive_damaged \throws OutOfTime
[[nodiscard]] std::vector<double> smoothed_scores(std::span<const OpenSegment> segments,
                                                  std::span<const Ranked> hits, Deadline& deadline);

}  // namespace ae::searching
