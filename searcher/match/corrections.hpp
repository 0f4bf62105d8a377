// SPDX-License-Identifier: GPL-2.0-or-later
/// Words of the archives that somebody may have meant to type.
#pragma once

#include "searcher/match/open_segment.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::searching {

/// At most \p most words (folded) that take one or two edits from \p folded, likeliest first: few
/// edits count most, then the same first letter, then how often articles use the word; those far
/// behind the likeliest are left out. Words of less than three letters have none, those of less
/// than five may differ by one edit.
[[nodiscard]] std::vector<std::string> corrections(std::span<const OpenSegment> segments,
                                                   std::string_view folded, std::size_t most);

}  // namespace ae::searching
