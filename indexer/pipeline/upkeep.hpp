// SPDX-License-Identifier: GPL-2.0-or-later
/// What an archive holds, for people; and putting it in order.
#pragma once

#include "indexer/pipeline/options.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace ae::indexing {

/// Articles, segments, bytes by part, how much is known; a line each.
/// \throws Error no_archive, format_mismatch, archive_damaged, io
[[nodiscard]] std::string stats_text(const std::filesystem::path& archive);

/// What optimise() changes.
struct ArchiveState {
  std::uint64_t segments = 0;
  std::uint64_t removed = 0;  ///< articles that are in no answer any more, but on disk
  std::uint64_t bytes = 0;
};

struct Optimised {
  ArchiveState before{}, after{};
};

/// Makes one segment of all, without what was removed. Takes the memory of one segment's articles
/// as word numbers (some 2 kB each) where a segment holds removed ones, else little.
/// \throws Error archive_locked, no_archive, format_mismatch, archive_damaged, io
[[nodiscard]] Optimised optimise(const IndexOptions& options,
                                 const std::function<bool()>& interrupted);

/// For people.
[[nodiscard]] std::string to_text(const Optimised& done);

}  // namespace ae::indexing
