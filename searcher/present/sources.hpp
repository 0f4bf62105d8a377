// SPDX-License-Identifier: GPL-2.0-or-later
/// The places that an article stands in.
#pragma once

#include "searcher/match/open_segment.hpp"

#include <span>
#include <string>
#include <vector>

namespace ae::searching {

/// Every place where the newest reading of its file found this version of \p article, \p first of
/// all. Reads what the archive remembers of all its files. \throws Error archive_damaged
[[nodiscard]] std::vector<std::string> sources_of(std::span<const OpenSegment> segments,
                                                  const Ranked& article, const std::string& first);

}  // namespace ae::searching
