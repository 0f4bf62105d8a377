// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles that shards have sent -> a segment like any other: what matches, ranks and shows
/// articles need not know where they came from.
#pragma once

#include "common/store/exported.hpp"
#include "searcher/match/open_segment.hpp"

#include <vector>

namespace ae::searching {

/// The segment's files stand in memory, or in a folder for temporary files that is gone when this
/// returns. What they were told of each other (copies, versions) holds among \p articles only.
/// \throws Error io
[[nodiscard]] OpenSegment open_fetched(const std::vector<store::exported::Article>& articles);

}  // namespace ae::searching
