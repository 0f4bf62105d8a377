// SPDX-License-Identifier: GPL-2.0-or-later
/// Writes a damaged segment anew from what of it can still be read.
#pragma once

#include "common/store/archive.hpp"
#include "indexer/segments/postings.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ae::indexing {

/// An article that was in force and can no longer be read.
struct LostArticle {
  std::string where;            ///< as shown, with member and line; empty: not known any more
  std::string path;             ///< of its file, absolute; empty: not known any more
  std::uint64_t id = 0;         ///< 0: not known any more
  std::uint64_t text_hash = 0;  ///< which version of it
};

struct Salvaged {
  store::NewSegment segment;
  std::uint32_t articles = 0;  ///< that it holds
  std::vector<LostArticle> lost{};
};

/// Posting lists and words are made anew from texts and columns, whose own checksums tell what can
/// be believed. Files of lost articles are remembered as read in part, so that the next run over
/// them reads them again. Where it is lost which files there were, those of the columns are taken.
/// \param entry  where not even its number of documents is known, that is 0
/// \param folder  as store::ArchiveWriter::begin_segment gave it
/// \param run  of the rows that it makes: later than all there are
/// \throws Error io, also where a file cannot be read that may be sound
[[nodiscard]] Salvaged salvage(const store::Snapshot& snapshot, const store::SegmentEntry& entry,
                               const std::filesystem::path& folder, std::uint64_t run,
                               Writer postings);

}  // namespace ae::indexing
