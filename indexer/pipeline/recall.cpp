// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/recall.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace ae::indexing {
namespace {

using Candidates = std::vector<const LiveArticle*>;

/// What the files name: version -> the records that give it.
class Records {
 public:
  explicit Records(const Catalog& catalog) {
    for (std::uint32_t file = 0; file < catalog.files.size(); ++file)
      for (const Named& named : catalog.files[file].articles)
        by_version_[named.version].emplace_back(file, &named);
  }

  [[nodiscard]] bool give(const Version& version) const { return by_version_.contains(version); }

  /// Whether \p live was made of a record as its file has it now.
  [[nodiscard]] bool give_just(const Version& version, const LiveArticle& live) const {
    for (const auto& [file, named] : by_version_.at(version))
      if (names(*named, live, file)) return true;
    return false;
  }

 private:
  std::map<Version, std::vector<std::pair<std::uint32_t, const Named*>>> by_version_;
};

/// Of articles with one text those that were made last, which stands in the latest segment.
const LiveArticle* best(const Candidates& all, const Version& version, const Records& records) {
  const LiveArticle* chosen = nullptr;
  bool just = false;
  for (const LiveArticle* each : all) {
    const bool is_just = records.give_just(version, *each);
    const bool later = chosen == nullptr || each->segment > chosen->segment;
    if (is_just != just ? is_just : later) {
      chosen = each;
      just = is_just;
    }
  }
  return chosen;
}

void put(const LiveArticle& live, Places& places) { places[live.segment].push_back(live.docid); }

/// Settles all that has one id.
class Settling {
 public:
  Settling(const Catalog& catalog, const Records& records, Standings& standings)
      : catalog_(catalog), records_(records), standings_(standings) {}

  void settle(std::uint64_t id, const Candidates& all) {
    std::map<std::uint64_t, Candidates> by_text;
    for (const LiveArticle* each : all) by_text[each->text_hash].push_back(each);
    const LiveArticle* current = nullptr;
    for (const auto& [text, candidates] : by_text) {
      const LiveArticle* kept = keep_one({id, text}, candidates);
      if (kept == nullptr) continue;
      const bool newer = current == nullptr || catalog_.is_newer(kept->newest, current->newest);
      const LiveArticle* const earlier = newer ? current : kept;
      if (earlier != nullptr) put(*earlier, standings_.earlier);
      if (newer) current = kept;
    }
  }

 private:
  const LiveArticle* keep_one(const Version& version, const Candidates& candidates) {
    const LiveArticle* const kept =
        records_.give(version) ? best(candidates, version, records_) : nullptr;
    for (const LiveArticle* each : candidates)
      if (each != kept) put(*each, standings_.removed);
    return kept;
  }

  const Catalog& catalog_;
  const Records& records_;
  Standings& standings_;
};

}  // namespace

Standings recall_standings(const Catalog& catalog) {
  Standings standings;
  const Records records(catalog);
  std::map<std::uint64_t, Candidates> by_id;
  for (const auto& [id, live] : catalog.live) by_id[id].push_back(&live);
  Settling settling(catalog, records, standings);
  for (const auto& [id, all] : by_id) settling.settle(id, all);
  return standings;
}

}  // namespace ae::indexing
