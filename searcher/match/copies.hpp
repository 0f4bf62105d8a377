// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles with the same text, or nearly the same.
#pragma once

#include "searcher/match/open_segment.hpp"

#include <span>
#include <vector>

namespace ae::searching {

/// All articles in force with the text of \p article, with itself, in the order of age: the oldest
/// known day first, then by path. Not by id, which may hang on where a folder stands.
[[nodiscard]] std::vector<Ranked> exact_copies(std::span<const OpenSegment> segments,
                                               const Ranked& article);

/// The same, of the near copies of \p article, exact ones and itself among them.
[[nodiscard]] std::vector<Ranked> near_copies(std::span<const OpenSegment> segments,
                                              const Ranked& article);

}  // namespace ae::searching
