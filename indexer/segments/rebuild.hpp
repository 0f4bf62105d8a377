// SPDX-License-Identifier: GPL-2.0-or-later
/// Merging by writing every article still in force anew, from what the archive stores of it.
#pragma once

#include "common/store/archive.hpp"
#include "indexer/segments/postings.hpp"

#include <filesystem>
#include <span>

namespace ae::indexing {

/// \throws Error io; archive_damaged, naming the file, before anything is written
[[nodiscard]] store::NewSegment rebuild(const store::Snapshot& snapshot,
                                        std::span<const store::SegmentEntry> segments,
                                        const std::filesystem::path& folder, Writer writer);

}  // namespace ae::indexing
