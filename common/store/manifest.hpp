// SPDX-License-Identifier: GPL-2.0-or-later
/// The one file that says what an archive consists of. Text, a line each, so that a person can
/// read it:
///
///     ae-manifest 4
///     archive 5f0c8e1b7a9d2e34
///     revision 12
///     next-segment 9
///     setting language en
///     segment 000007 documents 1000
///     file 81920 0f3a6c55d1b2e798 xapian/postlist.glass
///     tombstones 3-5,9
///     earlier 12
///     checksum 66b2c0d4e9f1a357
///
/// The checksum is XXH3 of all that stands before its line.
#pragma once

#include "common/store/doc_ranges.hpp"
#include "common/store/files.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ae::store {

/// A file of a segment.
struct FileEntry {
  std::string name;  ///< relative to the segment's folder, as "xapian/postlist.glass"
  FileSum sum{};

  friend bool operator==(const FileEntry&, const FileEntry&) = default;
};

/// A segment in force.
struct SegmentEntry {
  std::string name;             ///< six digits or more, as "000007": its folder in segments/
  std::uint32_t documents = 0;  ///< docids go from 1 to this
  DocRanges tombstones{};       ///< docids that are no longer in the archive
  DocRanges earlier{};          ///< docids of articles of which it has a newer version
  std::vector<FileEntry> files{};

  /// Articles that are still in the archive, earlier versions among them.
  [[nodiscard]] std::uint32_t live() const noexcept { return documents - count(tombstones); }
  /// Docids of articles that are not found unless somebody asks for earlier versions.
  [[nodiscard]] DocRanges hidden() const { return united(tombstones, earlier); }
  friend bool operator==(const SegmentEntry&, const SegmentEntry&) = default;
};

/// Calls \p see with each docid of \p segment in force, earlier versions left out; ascending.
template <class See>
void each_live(const SegmentEntry& segment, See see) {
  const DocRanges hidden = segment.hidden();
  for (std::uint32_t docid = 1; docid <= segment.documents; ++docid)
    if (!contains(hidden, docid)) see(docid);
}

using Settings = std::map<std::string, std::string, std::less<>>;

struct Manifest {
  std::string archive_id;          ///< sixteen hexadecimal digits, drawn when it was created
  std::uint64_t revision = 0;      ///< goes up by one with each publication
  std::uint64_t next_segment = 1;  ///< no segment ever had this number or a higher one
  Settings settings{};             ///< key (not empty) -> value, any bytes
  std::vector<SegmentEntry> segments{};

  friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// Whether a segment may have a file of that name: plain ASCII letters, digits and ".-_", no
/// component that leads out of the segment's folder.
[[nodiscard]] bool is_part_name(std::string_view name);

/// "000007"
[[nodiscard]] std::string segment_name(std::uint64_t number);

[[nodiscard]] std::string to_text(const Manifest& manifest);

/// Reads what to_text writes. \p text may be any bytes; \p name is the file's, for the message.
/// Names never lead out of the segment's folder; tombstones never beyond its documents.
/// \throws Error archive_damaged, format_mismatch
[[nodiscard]] Manifest parse_manifest(std::string_view text, std::string_view name);

}  // namespace ae::store
