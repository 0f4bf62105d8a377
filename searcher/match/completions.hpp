// SPDX-License-Identifier: GPL-2.0-or-later
/// How the beginning of a word may go on.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/open_segment.hpp"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace ae::searching {

/// Fields whose name begins with \p prefix, words that do, and names of which some word does;
/// behind `field:` the values of that field. At most \p most of each kind, the most frequent first;
/// case and accents do not count.
[[nodiscard]] std::vector<Completion> complete(std::span<const OpenSegment> segments,
                                               std::string_view prefix, std::size_t most);

}  // namespace ae::searching
