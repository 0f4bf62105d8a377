// SPDX-License-Identifier: GPL-2.0-or-later
/// Settles anew what the names of an archive mean, without reading an article again.
#pragma once

#include "common/store/archive.hpp"
#include "indexer/names/aliases.hpp"

#include <vector>

namespace ae::indexing {

/// Writes what the names of \p archive mean by now, beside each segment where that has changed.
/// \param problems  gains the lines of \p aliases that speak of no name in the archive
/// \returns what must be published for it
/// \throws Error io, archive_damaged
[[nodiscard]] store::Edit settle_names(const store::ArchiveWriter& archive, const Aliases& aliases,
                                       std::vector<AliasProblem>& problems);

}  // namespace ae::indexing
