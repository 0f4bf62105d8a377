// SPDX-License-Identifier: GPL-2.0-or-later
/// Writes the files of one new segment: xapian, words, texts, columns and sources.
#pragma once

#include "common/store/archive.hpp"
#include "common/store/sources.hpp"
#include "common/store/texts.hpp"
#include "indexer/documents/document.hpp"
#include "indexer/segments/postings.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ae::indexing {

/// Fills a folder that store::ArchiveWriter::begin_segment gave. Not thread-safe.
class SegmentBuilder {
 public:
  /// \param dictionary  for the texts
  /// \param known  what is known of words already
  /// \throws Error io
  explicit SegmentBuilder(std::filesystem::path folder, Writer writer = Writer::automatic,
                          store::SharedDictionary dictionary = {},
                          std::shared_ptr<KnownWords> known = std::make_shared<KnownWords>());

  /// What the documents to be added are made with.
  [[nodiscard]] Vocabulary& vocabulary() noexcept { return vocabulary_; }

  /// \returns the docid: 1 for the first
  /// \throws Error io
  std::uint32_t add(Document document);

  [[nodiscard]] std::uint32_t documents() const noexcept { return columns_.documents(); }

  /// Closes the files; what remains is to publish the segment. Call it once.
  /// \throws Error io
  store::NewSegment finish(const store::Sources& sources);

 private:
  store::FileSum write_words();

  std::filesystem::path folder_;
  Vocabulary vocabulary_;
  std::unique_ptr<PostingsWriter> postings_;
  store::TextsWriter texts_;
  store::ColumnsWriter columns_;
  std::vector<store::Sequence> sequences_;
};

}  // namespace ae::indexing
