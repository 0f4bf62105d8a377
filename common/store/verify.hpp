// SPDX-License-Identifier: GPL-2.0-or-later
/// Compares files of an archive with the checksums that its manifest remembers, before they are
/// used.
#pragma once

#include "common/store/archive.hpp"

#include <cstdint>
#include <span>

namespace ae::store {

/// Xapian's tables carry no checksums. Up to this size, in bytes, they are compared with the
/// manifest's whenever a segment is opened, which takes a millisecond at most; so the file that all
/// others are read by always is.
inline constexpr std::uint64_t small_table = std::uint64_t{4} << 20;

/// Reads every file of the segment.
/// \throws Error archive_damaged, naming the first file that differs; io
void want_sound(const Snapshot& snapshot, const SegmentEntry& segment);

/// The same, of all \p segments: whoever writes them anew gives what it read a new checksum.
void want_sound(const Snapshot& snapshot, std::span<const SegmentEntry> segments);

/// The same, of those tables of Xapian that are small.
void want_sound_tables(const Snapshot& snapshot, const SegmentEntry& segment);

}  // namespace ae::store
