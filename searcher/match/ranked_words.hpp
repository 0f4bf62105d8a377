// SPDX-License-Identifier: GPL-2.0-or-later
/// By which words the articles that match a query are ranked.
///
/// Matching takes every way in which a word may be written; articles are ranked by the words that
/// were typed. Another way counts as one of them: `write-in` and `writein` bring each other's
/// articles forward. The pieces of a word that nobody typed do not: where one article prints
/// `pro-fit`, those with many a `fit` would come first for `profit`.
#pragma once

#include "searcher/match/importance.hpp"
#include "searcher/match/segment_matcher.hpp"

#include <span>
#include <vector>

namespace ae::searching {

/// What is negated, and what is looked for in captions, ranks nothing.
/// \param typed  the query as it was typed, before anything was simplified or expanded
/// \param query  with its words expanded; must outlive what is returned
/// \param matchers  of each segment; what is returned refers to them
[[nodiscard]] std::vector<RankedWord> words_to_rank_by(const Node& typed, const Node& query,
                                                       std::span<const OpenSegment> segments,
                                                       std::span<SegmentMatcher> matchers);

}  // namespace ae::searching
