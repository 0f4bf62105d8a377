// SPDX-License-Identifier: GPL-2.0-or-later
/// Merging by writing every article still in force anew, from what the archive stores of it.
#pragma once

#include "common/store/archive.hpp"
#include "indexer/segments/postings.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace ae::indexing {

/// \throws Error io; archive_damaged, naming the file, before anything is written
[[nodiscard]] store::NewSegment rebuild(const store::Snapshot& snapshot,
                                        std::span<const store::SegmentEntry> segments,
                                        const std::filesystem::path& folder, Writer writer);

/// Where the articles \p docids of a segment stand that were written anew; what is not there is
/// left out. \param moved_to  new docid by old docid; 0: not there
[[nodiscard]] std::vector<std::uint32_t> moved(const store::DocRanges& docids,
                                               const std::vector<std::uint32_t>& moved_to);

}  // namespace ae::indexing
