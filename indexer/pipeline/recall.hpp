// SPDX-License-Identifier: GPL-2.0-or-later
/// Which articles are in force, told without a manifest.
#pragma once

#include "common/store/archive.hpp"
#include "indexer/pipeline/catalog.hpp"

namespace ae::indexing {

/// The last reading of each file says what it gives: all else in the segments has been updated or
/// removed since. What was taken out by hand is not known any more.
/// \param catalog  of a snapshot without tombstones
/// \returns what is not in force, and what is an earlier version, by the snapshot's segments
[[nodiscard]] Standings recall_standings(const Catalog& catalog);

}  // namespace ae::indexing
