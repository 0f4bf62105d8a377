// SPDX-License-Identifier: GPL-2.0-or-later
/// Merging by putting the segments' files one behind the other: fast, tombstones carried over.
#pragma once

#include "common/store/archive.hpp"
#include "indexer/segments/postings.hpp"

#include <filesystem>
#include <span>

namespace ae::indexing {

/// \throws Error io; archive_damaged, naming the file, before anything is written
[[nodiscard]] store::NewSegment concatenate(const store::Snapshot& snapshot,
                                            std::span<const store::SegmentEntry> segments,
                                            const std::filesystem::path& folder, Writer writer);

}  // namespace ae::indexing
