// SPDX-License-Identifier: GPL-2.0-or-later
/// What an archive knows of the files behind it and of the articles in force.
///
/// What holds when a run has ended:
///
/// 1. An article is known by its id: its address, or its place (\see article_id). Of each id the
///    archive holds one *version* for every distinct text that a record in the sources gives it.
/// 2. A version is made from the newest of its records.
/// 3. Of the versions of one id, that with the newest record is the current one; all others are
///    earlier versions.
///
/// Newest is by time of publication, then by the file's identity (a later path), then by place. So
/// what the archive holds depends on what stands in the sources, not on when that was read.
#pragma once

#include "common/store/archive.hpp"
#include "common/store/sources.hpp"
#include "indexer/pipeline/withheld.hpp"
#include "indexer/readers/fault.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ae::indexing {

/// A place within a file as one number: the line itself where there is no member.
[[nodiscard]] std::uint64_t place_of(std::string_view member, std::uint64_t line) noexcept;

/// One version of one article.
struct Version {
  std::uint64_t id = 0;
  std::uint64_t text_hash = 0;

  friend auto operator<=>(const Version&, const Version&) = default;
};

/// An article as a file names it.
struct Named {
  std::string member;
  std::uint64_t line = 0;
  Version version;
  std::uint64_t fingerprint = 0;
  std::int64_t published = store::never_published;
  std::uint64_t told = 0;  ///< the part of the fingerprint that the user says

  [[nodiscard]] std::uint64_t place() const noexcept { return place_of(member, line); }
  friend auto operator<=>(const Named&, const Named&) = default;
};

/// The rule of a fault about a file that could not be opened or read as such.
inline constexpr std::string_view unreadable_file = "unreadable-file";

struct KnownFile {
  store::SourceRow row;         ///< of the newest reading; a file that is gone has no content hash
  std::vector<Named> articles;  ///< of the last whole reading, and of what began after it
  std::vector<store::FaultRow> faults;  ///< of the last whole reading; SourceRow::failed has all
  bool again = false;                   ///< to be read even if it has not changed

  [[nodiscard]] const std::string& identity() const noexcept {
    return row.identity.empty() ? row.path : row.identity;
  }

  /// Its bytes say nothing of that: each run tries again.
  [[nodiscard]] bool was_unreadable() const noexcept {
    return std::ranges::find(faults, unreadable_file, &store::FaultRow::rule) != faults.end();
  }
};

/// What makes one record newer than another, together with the identity of its file.
struct RecordAge {
  std::int64_t published = store::never_published;
  std::uint32_t file = 0;  ///< index into Catalog::files
  std::uint64_t place = 0;
};

struct LiveArticle;

/// Whether \p live was made from the record \p named of the file \p file.
[[nodiscard]] bool names(const Named& named, const LiveArticle& live, std::uint32_t file) noexcept;

/// A version in force, and the record that it was made from.
struct LiveArticle {
  std::uint64_t text_hash = 0;
  std::uint64_t fingerprint = 0;
  std::uint64_t place = 0;
  std::uint32_t file = 0;     ///< index into Catalog::files
  std::uint32_t segment = 0;  ///< index into the snapshot's segments
  std::uint32_t docid = 0;    ///< 0: not in a published segment yet
  RecordAge newest;           ///< of the records that are known to give this version
  /// Which batch of this run writes it, and which item of that; 0: none so far.
  std::uint32_t batch = 0;
  std::uint32_t item = 0;
  bool seen = false;     ///< this run wrote it, or met the record that it was made from
  bool earlier = false;  ///< published as an earlier version
  bool told = false;     ///< this run has counted it as added or updated
};

/// By id; all versions of one stand together.
using LiveArticles = std::unordered_multimap<std::uint64_t, LiveArticle>;

/// Null where there is none.
[[nodiscard]] LiveArticle* find(LiveArticles& live, const Version& version);

/// Number of a segment -> docids in it. The segments of the snapshot that a run began with come
/// first, from 0; then those that it adds.
using Places = std::map<std::uint32_t, std::vector<std::uint32_t>>;

/// What becomes of published articles.
struct Standings {
  Places removed;
  Places earlier;  ///< there is a newer version now
  Places current;  ///< there is none any more

  [[nodiscard]] bool empty() const noexcept {
    return removed.empty() && earlier.empty() && current.empty();
  }
};

/// As the report tells it.
[[nodiscard]] Fault to_fault(const KnownFile& file, const store::FaultRow& row);

struct Catalog {
  std::vector<KnownFile> files;
  std::unordered_map<std::string, std::uint32_t> by_path;  ///< absolute path -> index into files
  LiveArticles live;
  Withheld withheld;

  /// The index of the file at \p path; a file that is not known yet gets one.
  std::uint32_t file(const std::string& path);

  [[nodiscard]] bool is_newer(const RecordAge& a, const RecordAge& b) const;
};

/// \throws Error archive_damaged, format_mismatch, io
[[nodiscard]] Catalog load_catalog(const store::Snapshot& snapshot);

}  // namespace ae::indexing
