// SPDX-License-Identifier: GPL-2.0-or-later
/// One segment in force, opened for reading: its parts, and the articles put together from them.
#pragma once

#include "common/store/archive.hpp"
#include "common/store/columns.hpp"
#include "common/store/copies.hpp"
#include "common/store/database.hpp"
#include "common/store/names.hpp"
#include "common/store/record.hpp"
#include "common/store/sources.hpp"
#include "common/store/texts.hpp"
#include "common/store/words.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::store {

/// The article of \p docid, put together from two parts of the segment in \p folder.
/// \throws Error archive_damaged
[[nodiscard]] StoredArticle read_article(const Texts& texts, const Columns& columns,
                                         std::uint32_t docid, const std::filesystem::path& folder);

/// Where the parts of a segment stand.
struct SegmentFiles {
  std::filesystem::path folder{};  ///< the rest by part:: in it
  std::uint32_t documents = 0;
  DocRanges tombstones{}, earlier{};
  std::filesystem::path names{}, copies{};  ///< empty: there is none
};

/// Not thread-safe: open one a thread.
class Segment {
 public:
  /// \throws Error archive_damaged, format_mismatch, io
  Segment(SegmentFiles files, Xapian::Database database);

  /// \throws Error archive_damaged, format_mismatch, io
  Segment(const Snapshot& snapshot, const SegmentEntry& entry);

  [[nodiscard]] std::uint32_t documents() const noexcept { return documents_; }
  [[nodiscard]] const DocRanges& tombstones() const noexcept { return tombstones_; }
  [[nodiscard]] const DocRanges& earlier() const noexcept { return earlier_; }

  [[nodiscard]] const Xapian::Database& database() const noexcept { return database_; }
  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_; }
  [[nodiscard]] const Words& words() const noexcept { return words_; }
  [[nodiscard]] const Texts& texts() const noexcept { return texts_; }
  [[nodiscard]] const Columns& columns() const noexcept { return columns_; }

  /// What it remembers of the files behind its articles. \throws Error archive_damaged
  [[nodiscard]] Sources sources() const { return read_sources(sources_); }

  /// \p docid from 1 to documents(). \throws Error archive_damaged
  [[nodiscard]] StoredArticle article(std::uint32_t docid) const;

  /// Makes outlet and mentions of \p article, that of \p docid, what their names mean across the
  /// archive; mentions that the user hides are left out. \throws Error archive_damaged
  void resolve(std::uint32_t docid, StoredArticle& article) const;

  /// What a name that the article itself settled means; the name itself where nothing is known.
  [[nodiscard]] Meaning meaning(std::uint32_t docid, const TypedName& name) const;

  /// The facet of that name, names of people, organisations and places as what they mean.
  [[nodiscard]] Facet facet(std::string_view name) const;

  /// The same, for those who look at few articles of it.
  [[nodiscard]] LazyFacet lazy_facet(std::string_view name) const;

  /// What the names mean; null where no run has settled it yet.
  [[nodiscard]] const Names* names() const noexcept { return names_ ? &*names_ : nullptr; }

  /// The group of near copies that \p docid belongs to; its own text hash where it has none.
  [[nodiscard]] std::uint64_t near_group(std::uint32_t docid) const;

  /// The near copies, once a run has settled them.
  [[nodiscard]] const Copies* copies() const noexcept { return copies_ ? &*copies_ : nullptr; }

  /// The values of facet(); empty where the article has none.
  [[nodiscard]] std::vector<std::string> values(std::string_view facet, std::uint32_t docid) const;

 private:
  std::filesystem::path folder_;
  std::uint32_t documents_;
  DocRanges tombstones_, earlier_;
  Xapian::Database database_;
  Words words_;
  Texts texts_;
  Columns columns_;
  SealedFile sources_;
  std::optional<Names> names_;
  std::optional<Copies> copies_;
};

}  // namespace ae::store
