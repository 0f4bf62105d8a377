// SPDX-License-Identifier: GPL-2.0-or-later
/// Settles anew which articles of an archive are near copies, without reading one again.
#pragma once

#include "common/store/archive.hpp"

namespace ae::indexing {

/// Writes the near copies of \p archive by now beside each segment where they have changed, and
/// adds to \p edit what must be published for it. What the groups are depends on the articles in
/// force alone, not on their order or segments.
/// \throws Error io, archive_damaged
void settle_copies(const store::ArchiveWriter& archive, store::Edit& edit);

}  // namespace ae::indexing
