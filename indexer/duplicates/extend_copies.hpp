// SPDX-License-Identifier: GPL-2.0-or-later
/// Near copies among the few articles that are new to a large archive, and of older ones.
#pragma once

#include "common/store/archive.hpp"

namespace ae::indexing {

/// Makes copies files for the segments that have none: a new text joins the group of the first
/// older text that it is near to, or of another new one. Files of older segments are replaced where
/// an article of theirs has got its first near copy. Reads eight numbers of every article;
/// settle_copies() groups all anew.
/// \throws Error io, archive_damaged
void extend_copies(const store::ArchiveWriter& archive, store::Edit& edit);

}  // namespace ae::indexing
