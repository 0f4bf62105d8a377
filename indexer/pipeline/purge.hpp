// SPDX-License-Identifier: GPL-2.0-or-later
/// Takes articles out by hand: for the time being, or with every byte of their text.
#pragma once

#include "indexer/pipeline/options.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ae::indexing {

/// What became of one id.
struct TakenOut {
  std::string id;
  std::uint64_t versions = 0;       ///< that stood in the archive; an earlier version is one
  std::vector<std::string> paths;   ///< where they were read from
  std::vector<std::string> copies;  ///< ids of other articles with the same text: they stay
};

struct TakingOut {
  std::vector<TakenOut> articles;
  std::uint64_t segments = 0;  ///< that were written anew
};

/// Takes out the articles, or earlier versions, of \p ids, and keeps later runs from taking them in
/// again while their source stands: \see Withheld. Without IndexOptions::dry_run only.
///
/// \param erase  also write every segment anew that holds something of their text, in force or not,
///   in the stored articles or in the dictionary that these are compressed with; then no file of
///   the archive has a word of it that no other article has. They never come back. Else they come
///   back when their source changes.
/// \throws Error bad_usage (no such article, or more than half of all by several ids and without
///   IndexOptions::force; nothing is changed), archive_locked, no_archive,
///   format_mismatch, archive_damaged, io (also when an old file could not be removed)
[[nodiscard]] TakingOut take_out(const IndexOptions& options, const std::vector<std::string>& ids,
                                 bool erase, const std::function<bool()>& interrupted);

/// For people.
[[nodiscard]] std::string to_text(const TakingOut& taken, bool erase, bool dry_run);

}  // namespace ae::indexing
