// SPDX-License-Identifier: GPL-2.0-or-later
/// An archive as Xapian databases that Xapian's own server can serve (docs/scaling.md).
#pragma once

#include "common/store/archive.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace ae::indexing {

struct RemoteExport {
  std::uint64_t articles = 0;  ///< written; earlier versions are articles, too
  unsigned shards = 1;
  bool interrupted = false;  ///< then nothing is there
};

/// Writes what is in force, as store/exported.hpp lays it down, to \p folder: one database, or
/// where there are several \p shards those in \p folder/1, \p folder/2 ... The folder is there when
/// all is done, or not at all.
/// \throws Error bad_usage, where \p folder exists and is not empty; io, archive_damaged
[[nodiscard]] RemoteExport export_for_remote(const store::Snapshot& snapshot,
                                             const std::filesystem::path& folder, unsigned shards,
                                             const std::function<bool()>& interrupted);

}  // namespace ae::indexing
