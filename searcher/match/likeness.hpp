// SPDX-License-Identifier: GPL-2.0-or-later
/// The words by which articles like a given one are found.
#pragma once

#include "searcher/match/open_segment.hpp"
#include "searcher/query/tree.hpp"

#include <span>
#include <vector>

namespace ae::searching {

/// What \p article is about, in at most 25 words, the most telling first.
/// \throws Error archive_damaged
[[nodiscard]] std::vector<Word> telling_words(std::span<const OpenSegment> segments,
                                              const Ranked& article);

}  // namespace ae::searching
