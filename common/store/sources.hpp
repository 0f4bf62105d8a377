// SPDX-License-Identifier: GPL-2.0-or-later
/// What a segment remembers of the files behind it, so that the next run reads only what changed.
#pragma once

#include "common/store/files.hpp"
#include "common/store/sealed_file.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::store {

/// The path of what comes by standard input, which is never read again.
inline constexpr std::string_view standard_input = "-";

/// One input file, as it stood when it was read.
struct SourceRow {
  std::string path{};              ///< absolute; identifies the file
  std::string shown{};             ///< as given plus the relative rest; what people see
  std::uint64_t size = 0;          ///< bytes
  std::int64_t modified = 0;       ///< ns since the epoch
  std::uint64_t content_hash = 0;  ///< of the bytes on disk
  std::uint32_t articles = 0;      ///< records that gave an article
  std::uint32_t skipped = 0;       ///< records that no reader takes
  std::uint32_t failed = 0;        ///< records that were broken
  std::string format{};            ///< of the reader that took it, as "jsonl"; may be empty
  /// Which reading the row and its articles stem from: the archive's revision when that run began.
  /// Of two rows with one path the later reading holds.
  std::uint64_t run = 0;
  bool whole = true;         ///< false: the reading goes on in another segment, or broke off
  std::string identity{};    ///< what its articles' ids are made from; empty: path
  std::uint64_t recipe = 0;  ///< of all but the bytes that decides what is made of them
  std::uint64_t told = 0;    ///< of all that the user says of its articles
  std::uint32_t below = 0;   ///< bytes at the end of shown: the rest behind the PATH that was given

  friend bool operator==(const SourceRow&, const SourceRow&) = default;
};

/// When a record says that it was published: seconds since 1970-01-01, in the source's own zone; a
/// day without a time counts as its beginning, and an unknown one as before all others.
inline constexpr std::int64_t never_published = std::numeric_limits<std::int64_t>::min();

/// One article found in a file. The same article found in two files has two rows.
struct ArticleRow {
  std::uint32_t file = 0;       ///< index into Sources::files
  std::string member{};         ///< name within the file, if it is a container; may be empty
  std::uint64_t line = 0;       ///< of the record, from 1; 0 where the file is the article
  std::uint64_t id = 0;         ///< the article's id
  std::uint64_t text_hash = 0;  ///< tells its versions apart (\see Columns)
  std::int64_t published = never_published;
  std::uint64_t fingerprint = 0;  ///< of all that is stored of it: equal = nothing to update
  std::uint32_t docid = 0;        ///< in this segment; 0 where the article stands in another one
  std::uint64_t told = 0;         ///< the part of the fingerprint that the user says; 0: nothing

  friend bool operator==(const ArticleRow&, const ArticleRow&) = default;
};

/// An input that failed, remembered until it succeeds or vanishes.
struct FaultRow {
  std::uint32_t file = 0;  ///< index into Sources::files
  std::string member{};    ///< as ArticleRow::member
  std::uint64_t line = 0;
  std::string rule{};    ///< a short stable name
  std::string reason{};  ///< for people

  friend bool operator==(const FaultRow&, const FaultRow&) = default;
};

struct Sources {
  std::vector<SourceRow> files{};
  std::vector<ArticleRow> articles{};
  std::vector<FaultRow> faults{};  ///< of a file that has many only the first

  friend bool operator==(const Sources&, const Sources&) = default;
};

/// Writes it. \throws Error io
FileSum write_sources(const std::filesystem::path& path, const Sources& sources);

/// Puts \p more behind \p all, indexes of files moved along.
/// \param docid  called with the docid of each article; gives the one that it has from now on
void append(Sources& all, Sources more, const std::function<std::uint32_t(std::uint32_t)>& docid);

/// Writes the rows of several segments, one behind the other, a row at a time.
/// \param documents  of each: what its docids are moved on for the next ones
/// \throws Error io, archive_damaged, format_mismatch
FileSum concatenate_sources(const std::filesystem::path& path,
                            std::span<const std::filesystem::path> from,
                            std::span<const std::uint32_t> documents);

/// Maps the file. \throws Error archive_damaged, format_mismatch, io
[[nodiscard]] SealedFile open_sources(const std::filesystem::path& path);

/// Reads and verifies all of it: every index of a file is one.
/// \throws Error archive_damaged, format_mismatch, io
[[nodiscard]] Sources read_sources(const SealedFile& file);
[[nodiscard]] Sources read_sources(const std::filesystem::path& path);

/// Where the article of \p row stands in \p file, for people: "wire.jsonl#3", "crawl.zip!a.html".
[[nodiscard]] std::string shown_place(const SourceRow& file, const ArticleRow& row);

}  // namespace ae::store
