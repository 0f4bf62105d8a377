// SPDX-License-Identifier: GPL-2.0-or-later
/// Of how many articles the archive knows the date, the outlet, ...
#pragma once

#include "common/store/archive.hpp"
#include "indexer/pipeline/report.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace ae::indexing {

/// A segment and some of its docids.
using Docids = std::vector<std::pair<const store::SegmentEntry*, std::vector<std::uint32_t>>>;

/// \returns an entry for every field that may be unknown, in the order of the table of fields
/// \throws Error archive_damaged, io
[[nodiscard]] std::vector<Known> count_known(const store::Snapshot& snapshot,
                                             const Docids& articles);

/// All articles in force but earlier versions.
[[nodiscard]] Docids all_articles(const store::Snapshot& snapshot);

}  // namespace ae::indexing
