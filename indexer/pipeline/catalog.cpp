// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/catalog.hpp"

#include <xxhash.h>

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace ae::indexing {
namespace {

store::SealedFile sources_of(const store::Snapshot& snapshot, const store::SegmentEntry& segment) {
  return store::open_sources(snapshot.path_of(segment, store::part::sources));
}

/// Puts a catalog together from segments in any order: the rows say which reading is newer.
class Loader {
 public:
  explicit Loader(const store::Snapshot& snapshot) : snapshot_(snapshot) {}

  Catalog load() {
    for (const auto& segment : snapshot_.segments()) load_files(segment);
    for (std::uint32_t i = 0; i < snapshot_.segments().size(); ++i) load_articles(i);
    catalog_.withheld = Withheld(snapshot_.manifest().settings);
    keep_latest_input();
    for (auto& file : catalog_.files) {
      // Several segments may tell of the same record.
      std::ranges::sort(file.articles);
      const auto repeated = std::ranges::unique(file.articles);
      file.articles.erase(repeated.begin(), repeated.end());
      skip_withheld(file);
    }
    return std::move(catalog_);
  }

 private:
  void load_files(const store::SegmentEntry& segment) {
    for (auto& row : store::read_source_files(sources_of(snapshot_, segment))) {
      const std::uint32_t file = catalog_.file(row.path);
      holds_from_.resize(catalog_.files.size());
      if (row.whole && row.path != store::standard_input)
        holds_from_[file] = std::max(holds_from_[file], row.run);
      auto& known = catalog_.files[file].row;
      if (std::tie(known.run, known.whole) <= std::tie(row.run, row.whole)) known = std::move(row);
    }
  }

  void load_articles(std::uint32_t number) {
    const auto& segment = snapshot_.segments()[number];
    const store::SealedFile sources = sources_of(snapshot_, segment);
    const auto rows = store::read_source_files(sources);
    std::vector<std::uint32_t> files;
    for (const auto& row : rows) files.push_back(catalog_.by_path.at(row.path));
    store::each_article_row(sources, rows.size(), [&](store::ArticleRow&& row) {
      const std::uint32_t file = files[row.file];
      const Version version{row.id, row.text_hash};
      const std::uint64_t place = place_of(row.member, row.line);
      if (row.docid != 0 && !store::contains(segment.tombstones, row.docid))
        catalog_.live.emplace(row.id,
                              LiveArticle{.text_hash = row.text_hash,
                                          .fingerprint = row.fingerprint,
                                          .place = place,
                                          .file = file,
                                          .segment = number,
                                          .docid = row.docid,
                                          .newest = {row.published, file, place},
                                          .earlier = store::contains(segment.earlier, row.docid)});
      const std::uint64_t run = rows[row.file].run;
      if (run < holds_from_[file]) return;
      Named named{std::move(row.member), row.line,      version,
                  row.fingerprint,       row.published, row.told};
      if (catalog_.files[file].row.path == store::standard_input) {
        std::uint64_t& latest = latest_input_[row.id];
        latest = std::max(latest, run);
        input_.emplace_back(run, std::move(named));
      } else {
        catalog_.files[file].articles.push_back(std::move(named));
      }
    });
    for (auto& row : store::read_source_faults(sources, rows.size())) {
      const std::uint32_t file = files[row.file];
      const std::uint64_t run = rows[std::exchange(row.file, 0)].run;
      if (run >= holds_from_[file]) catalog_.files[file].faults.push_back(std::move(row));
    }
  }

  /// As if the file had just been read.
  void skip_withheld(KnownFile& file) {
    file.row.skipped +=
        static_cast<std::uint32_t>(std::erase_if(file.articles, [&](const Named& n) {
          return catalog_.withheld.find(n.version.id, n.version.text_hash) != nullptr;
        }));
  }

  /// What came through standard input is there until it says something else of the same article.
  void keep_latest_input() {
    if (input_.empty()) return;
    auto& articles =
        catalog_.files[catalog_.by_path.at(std::string(store::standard_input))].articles;
    for (auto& [run, named] : input_)
      if (run == latest_input_.at(named.version.id)) articles.push_back(std::move(named));
  }

  const store::Snapshot& snapshot_;
  Catalog catalog_;
  std::vector<std::pair<std::uint64_t, Named>> input_;             // run, article
  std::unordered_map<std::uint64_t, std::uint64_t> latest_input_;  // id -> run
  std::vector<std::uint64_t> holds_from_;  // the last whole reading, beside Catalog::files
};

}  // namespace

std::uint64_t place_of(std::string_view member, std::uint64_t line) noexcept {
  return member.empty() ? line : XXH3_64bits_withSeed(member.data(), member.size(), line);
}

Fault to_fault(const KnownFile& file, const store::FaultRow& row) {
  return {.where = {.path = file.row.shown, .member = row.member, .line = row.line},
          .kind = Fault::Kind::failed,
          .rule = row.rule,
          .reason = row.reason};
}

bool names(const Named& named, const LiveArticle& live, std::uint32_t file) noexcept {
  return live.file == file && live.fingerprint == named.fingerprint && live.place == named.place();
}

std::uint32_t Catalog::file(const std::string& path) {
  const auto [at, added] = by_path.try_emplace(path, static_cast<std::uint32_t>(files.size()));
  if (added) {
    files.emplace_back().row.path = path;
    files.back().row.whole = false;
  }
  return at->second;
}

bool Catalog::is_newer(const RecordAge& a, const RecordAge& b) const {
  if (a.published != b.published) return a.published > b.published;
  if (a.file == b.file) return a.place > b.place;
  return files[a.file].identity() > files[b.file].identity();
}

LiveArticle* find(LiveArticles& live, const Version& version) {
  const auto [first, last] = live.equal_range(version.id);
  for (auto at = first; at != last; ++at)
    if (at->second.text_hash == version.text_hash) return &at->second;
  return nullptr;
}

Catalog load_catalog(const store::Snapshot& snapshot) { return Loader(snapshot).load(); }

}  // namespace ae::indexing
