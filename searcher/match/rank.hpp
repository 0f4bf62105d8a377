// SPDX-License-Identifier: GPL-2.0-or-later
/// Puts matching articles in order.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/open_segment.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace ae::searching {

/// One word of a query as ranking sees it: posting lists that count as one.
using RankedTerms = std::vector<std::string>;

/// The first \p wanted of \p matches by BM25 over \p words, most relevant first. Ties: the newest
/// day first, unknown days last, then the smallest id.
/// \param matches  of each segment, beside \p segments
[[nodiscard]] std::vector<Ranked> rank_by_relevance(std::span<const OpenSegment> segments,
                                                    std::span<const DocSet> matches,
                                                    const std::vector<RankedTerms>& words,
                                                    std::uint64_t wanted);

/// The Xapian query that ranks by \p words, as Xapian describes it.
[[nodiscard]] std::string describe_query(const std::vector<RankedTerms>& words);

/// The first \p wanted of \p matches by day; unknown days last in both directions; then by id.
[[nodiscard]] std::vector<Ranked> rank_by_day(std::span<const OpenSegment> segments,
                                              std::span<const DocSet> matches, bool newest_first,
                                              std::uint64_t wanted);

}  // namespace ae::searching
