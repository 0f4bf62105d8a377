// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/salvage.hpp"

#include "ae/error.hpp"
#include "common/store/segment.hpp"
#include "common/store/sources.hpp"
#include "indexer/segments/rebuild.hpp"
#include "indexer/segments/segment_builder.hpp"

#include <map>
#include <optional>
#include <utility>

namespace ae::indexing {
namespace {

/// What \p read gives; nothing where a file is damaged. One that cannot be read at the moment, as
/// for want of permission, is not.
template <class Read>
auto if_readable(Read read) -> std::optional<decltype(read())> {
  try {
    return read();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::io) throw;
    return {};
  }
}

/// One segment's.
class Salvage {
 public:
  Salvage(const store::Snapshot& snapshot, const store::SegmentEntry& entry,
          const std::filesystem::path& folder, std::uint64_t run, Writer postings)
      : entry_(entry),
        run_(run),
        moved_to_(entry.documents + std::size_t{1}),
        text_hashes_(moved_to_.size()),
        builder_(folder, postings),
        maker_(builder_.vocabulary()),
        texts_(open<store::Texts>(snapshot, store::part::texts)),
        columns_(open<store::Columns>(snapshot, store::part::columns)),
        folder_(snapshot.path_of(entry)),
        sources_(if_readable(
            [&] { return store::read_sources(snapshot.path_of(entry, store::part::sources)); })) {}

  Salvaged carry_out() {
    Salvaged done;
    for (std::uint32_t docid = 1; docid <= entry_.documents; ++docid)
      if (!store::contains(entry_.tombstones, docid)) copy(docid);
    done.lost = sources_ ? lost_by_sources() : lost_by_columns();
    const store::Sources rows = sources_ ? known_sources() : sources_by_columns();
    done.articles = builder_.documents();
    done.segment = builder_.finish(rows);
    done.segment.earlier = moved(entry_.earlier, moved_to_);
    return done;
  }

 private:
  template <class Part>
  std::optional<Part> open(const store::Snapshot& snapshot, std::string_view name) const {
    auto part = if_readable([&] { return Part(snapshot.path_of(entry_, name)); });
    if (part && part->documents() != entry_.documents) part.reset();
    return part;
  }

  void copy(std::uint32_t docid) {
    if (!texts_ || !columns_) return;
    auto document = if_readable([&] {
      return maker_.make(store::read_article(*texts_, *columns_, docid, folder_),
                         columns_->ids()[docid - 1]);
    });
    if (!document) return;
    text_hashes_[docid] = document->columns.text_hash;
    moved_to_[docid] = builder_.add(*std::move(document));
  }

  [[nodiscard]] bool is_lost(std::uint32_t docid) const {
    return docid != 0 && place_of(docid) == 0 && !store::contains(entry_.tombstones, docid);
  }

  /// Where \p docid stands now; 0: nowhere.
  [[nodiscard]] std::uint32_t place_of(std::uint32_t docid) const {
    return docid < moved_to_.size() ? moved_to_[docid] : 0;
  }

  [[nodiscard]] std::vector<LostArticle> lost_by_sources() const {
    std::vector<LostArticle> lost;
    for (const auto& row : sources_->articles)
      if (is_lost(row.docid))
        lost.push_back({.where = store::shown_place(sources_->files[row.file], row),
                        .path = sources_->files[row.file].path,
                        .id = row.id,
                        .text_hash = row.text_hash});
    return lost;
  }

  [[nodiscard]] std::vector<LostArticle> lost_by_columns() const {
    std::vector<LostArticle> lost;
    for (std::uint32_t docid = 1; docid <= entry_.documents; ++docid) {
      if (!is_lost(docid)) continue;
      auto known = if_readable([&]() -> LostArticle {
        if (!columns_) return {};
        return {.where = shown(docid),
                .path = absolute(shown(docid)),
                .id = columns_->ids()[docid - 1],
                .text_hash = columns_->text_hashes()[docid - 1]};
      });
      lost.push_back(known ? *std::move(known) : LostArticle{});
    }
    return lost;
  }

  /// Its rows; files of which something is lost are read again by whoever comes next.
  [[nodiscard]] store::Sources known_sources() {
    store::Sources rows;
    std::map<std::uint32_t, store::SourceRow> again;
    for (const auto& row : sources_->articles)
      if (is_lost(row.docid)) again.emplace(row.file, sources_->files[row.file]);
    store::append(rows, *std::move(sources_),
                  [this](std::uint32_t docid) { return place_of(docid); });
    for (auto& [file, row] : again) {
      row.run = run_;
      row.whole = false;
      rows.files.push_back(std::move(row));
    }
    return rows;
  }

  /// The files that articles were read from, as they are shown; read again by whoever comes next.
  [[nodiscard]] store::Sources sources_by_columns() const {
    store::Sources rows;
    if (!columns_) return rows;
    std::map<std::string, std::uint32_t> files;
    for (std::uint32_t docid = 1; docid <= entry_.documents; ++docid) {
      if (store::contains(entry_.tombstones, docid)) continue;
      const auto file = if_readable([&] { return shown(docid); });
      if (!file) continue;
      const auto number = static_cast<std::uint32_t>(rows.files.size());
      const auto [at, added] = files.emplace(*file, number);
      if (added)
        rows.files.push_back(
            {.path = absolute(*file), .shown = *file, .run = run_, .whole = false});
      if (moved_to_[docid] != 0)
        rows.articles.push_back({.file = at->second,
                                 .id = columns_->ids()[docid - 1],
                                 .text_hash = text_hashes_[docid],
                                 .docid = moved_to_[docid]});
    }
    return rows;
  }

  [[nodiscard]] std::string shown(std::uint32_t docid) const {
    const store::Facet paths = columns_->facet("path");
    const auto values = paths.of(docid);
    return values.empty() ? std::string() : std::string(paths.value(values.front()));
  }

  static std::string absolute(const std::string& shown) {
    if (shown == store::standard_input) return shown;
    return std::filesystem::absolute(shown).lexically_normal();
  }

  const store::SegmentEntry& entry_;
  std::uint64_t run_;
  std::vector<std::uint32_t> moved_to_;     // new docid by old docid; 0: not there
  std::vector<std::uint64_t> text_hashes_;  // by old docid, of what is there
  SegmentBuilder builder_;
  DocumentMaker maker_;
  std::optional<store::Texts> texts_;
  std::optional<store::Columns> columns_;
  std::filesystem::path folder_;
  std::optional<store::Sources> sources_;
};

}  // namespace

Salvaged salvage(const store::Snapshot& snapshot, const store::SegmentEntry& entry,
                 const std::filesystem::path& folder, std::uint64_t run, Writer postings) {
  return Salvage(snapshot, entry, folder, run, postings).carry_out();
}

}  // namespace ae::indexing
