// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles on their way from the reader to one new segment. A batch is analysed by all workers and
/// built by one; in between it is settled which of its articles are written.
#pragma once

#include "common/store/archive.hpp"
#include "common/store/sources.hpp"
#include "common/store/texts.hpp"
#include "indexer/analysis/analysis.hpp"
#include "indexer/documents/document.hpp"
#include "indexer/segments/postings.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ae::indexing {

/// One record of an input.
struct Item {
  std::uint32_t file = 0;  ///< index into Catalog::files
  Location where;
  std::string identity;  ///< of its file
  std::uint64_t fingerprint = 0;
  std::uint64_t told = 0;  ///< the part of the fingerprint that the user says
  bool kept = false;       ///< as it was and where it was: its id is known, nothing to analyse
  bool forced = false;     ///< to be written although nothing of it changed
  bool retold = false;     ///< the user says something else of it; all else is as it was

  Article article;              ///< until it is analysed; where it is retold, only what is told
  store::StoredArticle stored;  ///< from then on; where it is retold, from the start
  std::uint64_t id = 0;         ///< known from the start where it is kept, as are the next two
  std::uint64_t text_hash = 0;  ///< of the normalised text
  std::int64_t published = store::never_published;
  std::optional<Fault> fault;  ///< why it comes to nothing

  bool write = false;       ///< settled: it goes into the segment
  std::uint32_t docid = 0;  ///< there
};

/// So many faults of a file are remembered; the rest is counted.
inline constexpr std::size_t faults_of_a_file = 100;

/// A file of which the batch holds the last records.
struct FileEnd {
  std::uint32_t file = 0;  ///< index into Catalog::files
  store::SourceRow row;    ///< its articles are not counted yet
  bool unchanged = false;  ///< nothing to write about it, unless it gives articles after all
  std::vector<store::FaultRow> faults{};  ///< at most faults_of_a_file
};

struct Batch {
  std::uint32_t number = 0;  ///< from 1, in reading order
  std::vector<Item> items;
  std::vector<FileEnd> ends;
  std::size_t to_analyse = 0;  ///< items
  std::uint64_t bytes = 0;     ///< of their text

  store::Sources sources;           ///< settled: what the segment remembers of its files
  std::vector<std::size_t> row_of;  ///< index into sources.articles, beside items
  std::filesystem::path folder;     ///< of the segment; empty where nothing is to be written
  store::NewSegment segment;
};

/// Makes a StoredArticle and an id of every item that is not kept. What goes wrong with one
/// article becomes its fault. Parts of a batch may be analysed at the same time, each with
/// \p names of its own.
void analyse(std::span<Item> items, const AnalysisOptions& options, NameFinder& names);

/// Writes the segment. \throws Error io
/// \param known  what is known of words already; in use by one batch at a time
void build_batch(Batch& batch, Writer writer, store::SharedDictionary dictionary,
                 std::shared_ptr<KnownWords> known);

}  // namespace ae::indexing
