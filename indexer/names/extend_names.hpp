// SPDX-License-Identifier: GPL-2.0-or-later
/// What names mean in the few articles that are new to a large archive: the same as in the others.
#pragma once

#include "common/store/archive.hpp"

namespace ae::indexing {

/// Makes names files for the segments that have none, from what the names mean in the others; a
/// name that is new to the archive stands for itself. Takes time in proportion to the new articles
/// and the archive's distinct names, not its articles; settle_names() settles all anew.
/// \throws Error io, archive_damaged
void extend_names(const store::ArchiveWriter& archive, store::Edit& edit);

}  // namespace ae::indexing
