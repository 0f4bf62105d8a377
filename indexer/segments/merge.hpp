// SPDX-License-Identifier: GPL-2.0-or-later
/// Makes one segment of several, so that their number stays small.
#pragma once

#include "common/store/archive.hpp"
#include "indexer/segments/postings.hpp"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace ae::indexing {

/// The segments' articles one after the other, in the order given. Where few are tombstones the
/// files are concatenated and the tombstones carried over; else the articles still in force are
/// written anew from what is stored of them.
/// \param folder  as store::ArchiveWriter::begin_segment gave it
/// \throws Error io, archive_damaged
[[nodiscard]] store::NewSegment merge(const store::Snapshot& snapshot,
                                      std::span<const store::SegmentEntry> segments,
                                      const std::filesystem::path& folder, Writer writer);

/// Which segments to merge next: eight of about one size, with all that are smaller. Empty where
/// nothing is worth while. Indexes into \p segments, ascending.
[[nodiscard]] std::vector<std::size_t> choose_merge(std::span<const store::SegmentEntry> segments);

}  // namespace ae::indexing
