// SPDX-License-Identifier: GPL-2.0-or-later
/// An archive of a few articles that a test spells out.
#pragma once

#include "ae/searcher.hpp"
#include "common/store/archive.hpp"
#include "common/store/record.hpp"
#include "indexer/segments/postings.hpp"
#include "support/temp_dir.hpp"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::test {

/// An English article of that headline and text, and nothing else; without a headline the title is
/// derived, as "-".
[[nodiscard]] store::StoredArticle article(std::string title, std::string text);

/// In a folder of its own. Articles get the ids 1, 2, 3 ... in the order in which they are added.
class SmallArchive {
 public:
  /// An empty archive.
  SmallArchive();

  /// One segment of \p articles.
  explicit SmallArchive(const std::vector<store::StoredArticle>& articles) : SmallArchive() {
    add(articles);
  }

  /// Publishes \p articles as a further segment. \returns its name
  std::string add(const std::vector<store::StoredArticle>& articles);

  /// Sets tombstones. \param docids  from 1, in that segment
  void remove(const std::string& segment, const std::vector<std::uint32_t>& docids);

  /// All segments become one, by \p merge (concatenate or rebuild).
  using Merge = store::NewSegment (*)(const store::Snapshot&, std::span<const store::SegmentEntry>,
                                      const std::filesystem::path&, indexing::Writer);
  void merge_all(Merge merge);

  [[nodiscard]] store::Snapshot snapshot() const { return store::Snapshot::open(path()); }
  [[nodiscard]] Searcher searcher() const { return Searcher(path()); }
  [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "small.ae"; }

 private:
  TempDir folder_;
  std::uint64_t last_id_ = 0;
};

/// The titles of all that match \p request, ascending and joined by spaces; marks and scores aside.
[[nodiscard]] std::string titles(const Searcher& searcher, Request request);
[[nodiscard]] std::string titles(const Searcher& searcher, std::string_view query);

}  // namespace ae::test
