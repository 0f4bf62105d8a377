// SPDX-License-Identifier: GPL-2.0-or-later
/// Words that a query could have had, by what its first articles are about.
#pragma once

#include "searcher/match/importance.hpp"

#include <span>
#include <vector>

namespace ae::searching {

/// How many of the first articles feedback reads.
inline constexpr std::size_t feedback_articles = 10;

/// At most 30 words of \p first that \p words lack, to be ranked by with them. Each article counts
/// by its score. A relevance model with BM25's weights, after Lavrenko and Croft, SIGIR 2001.
/// \throws Error archive_damaged
[[nodiscard]] std::vector<RankedWord> feedback(std::span<const OpenSegment> segments,
                                               std::span<const RankedWord> words,
                                               std::span<const Ranked> first);

}  // namespace ae::searching
