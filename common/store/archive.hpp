// SPDX-License-Identifier: GPL-2.0-or-later
/// The folder that is an archive: which segments are in force, and how that changes.
///
///     ae-archive         marker: format version, archive id
///     lock               held by the one writer; process id and host inside
///     CURRENT            names the manifest in force
///     manifest-000012    what the archive consists of
///     segments/000007/   xapian/ words texts columns sources: never changed once published;
///                        names-000012: what its names mean, and copies-000012: which articles are
///                        near copies; both are replaced as the archive grows
///     building-000008/   an unfinished segment
///
/// Readers take no lock and write nothing. A writer builds segments aside, seals them and replaces
/// CURRENT; whatever happens before that leaves the last published state whole.
#pragma once

#include "common/store/files.hpp"
#include "common/store/manifest.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::store {

/// What stands in a segment's folder.
namespace part {
inline constexpr std::string_view xapian = "xapian";
inline constexpr std::string_view words = "words";
inline constexpr std::string_view texts = "texts";
inline constexpr std::string_view columns = "columns";
inline constexpr std::string_view sources = "sources";
// What segments learn from one another: a revision follows, and a later file replaces it.
inline constexpr std::string_view names = "names-";
inline constexpr std::string_view copies = "copies-";
inline constexpr std::array replaced{names, copies};
}  // namespace part

/// One published state of an archive. It holds no file open: whoever keeps a snapshot opens, at
/// once, all files it will ever need (\see opened); they stay readable when a later publication
/// removes them.
class Snapshot {
 public:
  /// The newest state. Every file's size is checked, no content read.
  /// \throws Error no_archive, format_mismatch, archive_damaged (naming the file), io
  [[nodiscard]] static Snapshot open(const std::filesystem::path& archive);

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }
  [[nodiscard]] const Manifest& manifest() const noexcept { return manifest_; }
  [[nodiscard]] std::uint64_t revision() const noexcept { return manifest_.revision; }
  [[nodiscard]] const std::vector<SegmentEntry>& segments() const noexcept {
    return manifest_.segments;
  }

  /// Articles in the archive; several versions of one count once.
  [[nodiscard]] std::uint64_t articles() const noexcept;

  /// The segment's folder.
  [[nodiscard]] std::filesystem::path path_of(const SegmentEntry& segment) const;
  /// A file or folder of it. \param name  one of part::
  [[nodiscard]] std::filesystem::path path_of(const SegmentEntry& segment,
                                              std::string_view name) const;
  /// The file of a part that is replaced; empty where there is none. \param part  of part::replaced
  [[nodiscard]] std::filesystem::path newest_of(const SegmentEntry& segment,
                                                std::string_view part) const;

  /// Whether CURRENT names another state by now. \throws Error as open()
  [[nodiscard]] bool superseded() const;

 private:
  friend class ArchiveWriter;
  friend std::vector<std::string> check(const std::filesystem::path& archive);
  [[nodiscard]] static Snapshot read(const std::filesystem::path& archive, bool want_sizes);
  Snapshot(std::filesystem::path path, std::string current, Manifest manifest);

  std::filesystem::path path_;
  std::string current_;  // CURRENT as it was read
  Manifest manifest_;
};

/// Opens the newest snapshot and what \p open makes of it (a searcher's databases and files).
/// A publication in between can take files away: then once more, with the newer state.
/// \throws Error as Snapshot::open and as \p open
template <class Open>
auto opened(const std::filesystem::path& archive, Open open) {
  for (int attempt = 1;; ++attempt) {
    const Snapshot snapshot = Snapshot::open(archive);
    try {
      return open(snapshot);
    } catch (const std::exception&) {
      if (attempt == 5 || !snapshot.superseded()) throw;
    }
  }
}

/// A segment that was built, to be sealed and published.
struct NewSegment {
  std::filesystem::path folder;             ///< as begin_segment() gave it; all files are closed
  std::uint32_t documents = 0;              ///< docids go from 1 to this
  std::vector<std::uint32_t> tombstones{};  ///< docids superseded within the same run
  std::vector<std::uint32_t> earlier{};     ///< docids of which there is a newer version
  /// Sums that the writers of sealed files returned, by file name: those files are not read
  /// again. Optional.
  std::map<std::string, FileSum> sums{};
};

/// What one publication changes. All of it comes into force at once, or none.
struct Edit {
  std::vector<NewSegment> added{};
  std::vector<std::string> removed{};  ///< names of segments
  /// Segment's name -> further docids that are no longer in the archive.
  std::map<std::string, std::vector<std::uint32_t>> tombstones{};
  /// Segment's name -> docids of which there is a newer version now, and of which there is none any
  /// more.
  std::map<std::string, std::vector<std::uint32_t>> earlier{}, current{};
  /// Segment's name and one of part::replaced -> sum of the file that begin_part() named; it
  /// replaces an older one.
  std::map<std::pair<std::string, std::string_view>, FileSum> replaced{};
  Settings settings{};  ///< replaces those of the same key; an empty value removes it
};

/// The one writer of an archive: holds its lock. Not for several threads.
class ArchiveWriter {
 public:
  /// Opens the archive, or creates one where \p path does not exist or is an empty folder.
  /// Removes what an interrupted run has left behind.
  /// \throws Error archive_locked (naming the process), no_archive (the folder holds something
  ///   else), format_mismatch, archive_damaged, io
  [[nodiscard]] static ArchiveWriter open_or_create(const std::filesystem::path& path);

  /// Opens an archive whose files may be missing or altered. Where marker, CURRENT or the manifest
  /// in force cannot be read, the newest manifest that can comes into force. Where none can,
  /// snapshot() is not in force (nothing is): it has every segment that stands on the disk, without
  /// files, as none is known to be sound, and without tombstones. \param wrong  gets a line "FILE:
  /// what is wrong" for each of these \throws Error archive_locked, no_archive, format_mismatch, io
  [[nodiscard]] static ArchiveWriter open_damaged(const std::filesystem::path& path,
                                                  std::vector<std::string>& wrong);

  /// Begins anew where open_or_create() cannot go on: the archive is damaged or of another format.
  /// What is left of it is removed, and an empty state is in force.
  /// \throws Error archive_locked, no_archive (the folder is no archive), io
  [[nodiscard]] static ArchiveWriter start_over(const std::filesystem::path& path);

  /// The state in force.
  [[nodiscard]] const Snapshot& snapshot() const noexcept { return snapshot_; }

  /// A new empty folder, ARCHIVE/building-NNNNNN, to write a segment's files into. Several may be
  /// under way. One that is never published is removed by the next writer.
  /// \throws Error io
  [[nodiscard]] std::filesystem::path begin_segment();

  /// Where to write \p part, one of part::replaced, of a segment in force anew. A file that is
  /// never published is removed by the next writer.
  [[nodiscard]] std::filesystem::path begin_part(const SegmentEntry& segment,
                                                 std::string_view part) const;

  /// Removes a folder that begin_segment() gave and that will not be published.
  void discard(const std::filesystem::path& building) noexcept;

  /// Seals the new segments (every file synced and summed) and brings \p edit into force; then
  /// removes what is no longer referenced. building-000008 becomes the segment "000008". When it
  /// throws, the state before is in force, unless the very last sync failed; either way this
  /// writer publishes nothing more.
  /// \throws Error io; internal, when \p edit names a segment or docid that is not there
  void publish(const Edit& edit);

 private:
  ArchiveWriter(FileHandle lock, Snapshot snapshot);

  FileHandle lock_;
  Snapshot snapshot_;
  std::uint64_t next_segment_;
  bool failed_ = false;
};

/// A file that is not as it was published.
struct Damage {
  std::string segment;  ///< its name
  std::string text;     ///< "FILE: what is wrong"
};

/// Reads every file of a state and compares it with its checksum.
[[nodiscard]] std::vector<Damage> find_damage(const Snapshot& snapshot);

/// Reads every file of the archive and compares it with its checksum. Needs no lock.
/// \returns a line "FILE: what is wrong" for each problem; nothing for a sound archive
/// \throws Error no_archive, format_mismatch, io
[[nodiscard]] std::vector<std::string> check(const std::filesystem::path& archive);

}  // namespace ae::store
