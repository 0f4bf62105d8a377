// SPDX-License-Identifier: GPL-2.0-or-later
/// The archive as a run changes it: its lock, the segments it gains, and their merging.
#pragma once

#include "common/store/archive.hpp"
#include "indexer/names/aliases.hpp"
#include "indexer/pipeline/catalog.hpp"
#include "indexer/pipeline/options.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// What \p open gives, once nobody else writes to the archive.
/// \param wait  how long at most
/// \throws Error archive_locked, when it takes longer; as \p open
[[nodiscard]] store::ArchiveWriter when_free(std::chrono::seconds wait,
                                             const std::function<store::ArchiveWriter()>& open,
                                             const std::function<bool()>& interrupted);

/// Of the manifest: the first segment that was not there when all was settled last. Without it all
/// is settled anew.
inline constexpr std::string_view settled_setting = "settled";

/// Not thread-safe.
class Publisher {
 public:
  /// Takes the lock, waiting for it up to IndexOptions::wait.
  /// \throws Error archive_locked, no_archive, format_mismatch, archive_damaged, io
  Publisher(const IndexOptions& options, const std::function<bool()>& interrupted);

  [[nodiscard]] const store::Snapshot& snapshot() const noexcept { return writer_.snapshot(); }

  /// The segment of that number, once it is published; null where it was removed.
  [[nodiscard]] const store::SegmentEntry* segment(std::uint32_t number) const;

  /// A folder for a new segment. \throws Error io
  [[nodiscard]] std::filesystem::path begin() { return writer_.begin_segment(); }

  /// The number that the next segment to be added will have.
  [[nodiscard]] std::uint32_t next() const noexcept;

  /// Adds a segment, and says what becomes of articles: at once, or with --rebuild when all is
  /// ready.
  void add(store::NewSegment segment, const Standings& standings);
  void apply(const Standings& standings);

  /// Brings \p edit into force, whatever waits. \throws Error io
  void publish(const store::Edit& edit) { writer_.publish(edit); }

  /// Brings into force what waits for it.
  /// \param whole  segments of the beginning to be removed as a whole
  void finish(const std::vector<std::uint32_t>& whole);

  /// Keeps \p value in the archive, at once; an empty one forgets what was kept. \throws Error io
  void remember(std::string_view setting, const std::string& value);

  /// Settles what names mean and which articles are near copies, where this run has changed the
  /// archive or what the user says of names. \returns lines of IndexOptions::aliases that cannot be
  /// followed \throws Error io, archive_damaged
  [[nodiscard]] std::vector<AliasProblem> settle();

  /// Merges segments until few are left. \throws Error io, archive_damaged
  void merge_segments(const std::function<bool()>& interrupted);

  /// Makes one segment of all, without what was removed. Settling is left to do.
  /// \throws Error io, archive_damaged
  void merge_all(const std::function<bool()>& interrupted);

 private:
  void note(const Standings& standings);
  [[nodiscard]] store::NewSegment& added(std::uint32_t number);
  using Merge = store::NewSegment (*)(const store::Snapshot&, std::span<const store::SegmentEntry>,
                                      const std::filesystem::path&, Writer);
  void replace(std::vector<store::SegmentEntry> segments, Merge merge);

  store::ArchiveWriter writer_;
  Writer postings_;
  std::optional<std::string> aliases_;  // new ones
  std::uint64_t begun_;                 // the revision that the run began with
  bool at_once_;
  std::vector<std::string> names_;  // of published segments, by number
  store::Edit waiting_;
};

}  // namespace ae::indexing
