// SPDX-License-Identifier: GPL-2.0-or-later
/// What an archive knows of the files behind it and of the articles in force.
#pragma once

#include "common/store/archive.hpp"
#include "common/store/columns.hpp"
#include "common/store/sources.hpp"
#include "indexer/readers/fault.hpp"

#include <compare>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ae::indexing {

/// The path of standard input: its articles are never gone.
inline constexpr std::string_view standard_input = "-";

/// A place within a file as one number: the line itself where there is no member.
[[nodiscard]] std::uint64_t place_of(std::string_view member, std::uint64_t line) noexcept;

/// An article as a file names it.
struct Named {
  std::string member;
  std::uint64_t line = 0;
  std::uint64_t id = 0;
  std::uint64_t fingerprint = 0;
  std::uint64_t told = 0;  ///< the part of the fingerprint that the user says

  [[nodiscard]] std::uint64_t place() const noexcept { return place_of(member, line); }
  friend auto operator<=>(const Named&, const Named&) = default;
};

struct KnownFile {
  store::SourceRow row;         ///< of the newest reading; a file that is gone has no content hash
  std::vector<Named> articles;  ///< of the last whole reading, and of what began after it
  std::vector<store::FaultRow> faults;  ///< of the last whole reading; SourceRow::failed has all

  [[nodiscard]] const std::string& identity() const noexcept {
    return row.identity.empty() ? row.path : row.identity;
  }
};

struct LiveArticle;

/// Whether \p live was made from the record \p named of the file \p file.
[[nodiscard]] bool names(const Named& named, const LiveArticle& live, std::uint32_t file) noexcept;

/// An article in force, and the record that it was made from.
struct LiveArticle {
  std::uint64_t fingerprint = 0;
  std::uint64_t place = 0;
  std::uint32_t file = 0;                 ///< index into Catalog::files
  std::uint32_t segment = 0;              ///< index into the snapshot's segments
  std::uint32_t docid = 0;                ///< 0: not in a published segment yet
  std::int32_t day = store::unknown_day;  ///< of publication, days since 1970-01-01
  /// Which batch of this run writes it, and which item of that; 0: none so far.
  std::uint32_t batch = 0;
  std::uint32_t item = 0;
  bool seen = false;  ///< this run wrote it, or met the record that it was made from
};

/// As the report tells it.
[[nodiscard]] Fault to_fault(const KnownFile& file, const store::FaultRow& row);

struct Catalog {
  std::vector<KnownFile> files;
  std::unordered_map<std::string, std::uint32_t> by_path;  ///< absolute path -> index into files
  std::unordered_map<std::uint64_t, LiveArticle> live;     ///< by id

  /// The index of the file at \p path; a file that is not known yet gets one.
  std::uint32_t file(const std::string& path);
};

/// \throws Error archive_damaged, format_mismatch, io
[[nodiscard]] Catalog load_catalog(const store::Snapshot& snapshot);

}  // namespace ae::indexing
