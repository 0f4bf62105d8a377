// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/catalog.hpp"

#include <xxhash.h>

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

namespace ae::indexing {
namespace {

store::Sources sources_of(const store::Snapshot& snapshot, const store::SegmentEntry& segment) {
  return store::read_sources(snapshot.path_of(segment, store::part::sources));
}

std::int32_t day_of(std::span<const std::int32_t> days, std::uint32_t docid) noexcept {
  return docid <= days.size() ? days[docid - 1] : store::unknown_day;
}

/// Puts a catalog together from segments in any order: the rows say which reading is newer.
class Loader {
 public:
  explicit Loader(const store::Snapshot& snapshot) : snapshot_(snapshot) {}

  Catalog load() {
    for (const auto& segment : snapshot_.segments()) load_files(segment);
    for (std::uint32_t i = 0; i < snapshot_.segments().size(); ++i) load_articles(i);
    for (auto& file : catalog_.files) {
      // Several segments may tell of the same record.
      std::ranges::sort(file.articles);
      const auto repeated = std::ranges::unique(file.articles);
      file.articles.erase(repeated.begin(), repeated.end());
    }
    return std::move(catalog_);
  }

 private:
  void load_files(const store::SegmentEntry& segment) {
    for (auto& row : sources_of(snapshot_, segment).files) {
      const std::uint32_t file = catalog_.file(row.path);
      holds_from_.resize(catalog_.files.size());
      if (row.whole && row.path != standard_input)
        holds_from_[file] = std::max(holds_from_[file], row.run);
      auto& known = catalog_.files[file].row;
      if (std::tie(known.run, known.whole) <= std::tie(row.run, row.whole)) known = std::move(row);
    }
  }

  void load_articles(std::uint32_t number) {
    const auto& segment = snapshot_.segments()[number];
    auto sources = sources_of(snapshot_, segment);
    const store::Columns columns(snapshot_.path_of(segment, store::part::columns));
    const auto days = columns.days();
    std::vector<std::uint32_t> files;
    for (const auto& row : sources.files) files.push_back(catalog_.by_path.at(row.path));
    for (auto& row : sources.articles) {
      const std::uint32_t file = files[row.file];
      if (row.docid != 0 && !store::contains(segment.tombstones, row.docid))
        catalog_.live[row.id] = {.fingerprint = row.fingerprint,
                                 .place = place_of(row.member, row.line),
                                 .file = file,
                                 .segment = number,
                                 .docid = row.docid,
                                 .day = day_of(days, row.docid)};
      if (sources.files[row.file].run >= holds_from_[file])
        catalog_.files[file].articles.push_back(
            {std::move(row.member), row.line, row.id, row.fingerprint, row.told});
    }
    for (auto& row : sources.faults) {
      const std::uint32_t file = files[row.file];
      const std::uint64_t run = sources.files[std::exchange(row.file, 0)].run;
      if (run >= holds_from_[file]) catalog_.files[file].faults.push_back(std::move(row));
    }
  }

  const store::Snapshot& snapshot_;
  Catalog catalog_;
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

Catalog load_catalog(const store::Snapshot& snapshot) { return Loader(snapshot).load(); }

}  // namespace ae::indexing
