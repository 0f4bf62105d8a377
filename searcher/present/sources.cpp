// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/sources.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

namespace ae::searching {
namespace {

/// What segments stand in together; runs are counted for each archive.
std::filesystem::path archive_of(const store::Segment& segment) {
  return segment.folder().parent_path().parent_path();
}

/// Puts together what segments tell, in any order: of a file its last whole reading holds, and what
/// began after it.
class Places {
 public:
  Places(std::uint64_t id, std::uint64_t text_hash) : id_(id), text_hash_(text_hash) {}

  void add(const store::Sources& sources) {
    for (const store::SourceRow& file : sources.files)
      if (file.whole) last_whole_[file.path] = std::max(last_whole_[file.path], file.run);
    for (const store::ArticleRow& row : sources.articles) {
      if (row.id != id_ || row.text_hash != text_hash_) continue;
      const store::SourceRow& file = sources.files[row.file];
      found_.push_back({file.path, file.run, store::shown_place(file, row)});
    }
  }

  [[nodiscard]] std::set<std::string> in_force() const {
    std::set<std::string> places;
    for (const Found& each : found_) {
      const auto whole = last_whole_.find(each.path);
      const bool passing = each.path == store::standard_input;
      if (passing || whole == last_whole_.end() || each.run >= whole->second)
        places.insert(each.shown);
    }
    return places;
  }

 private:
  struct Found {
    std::string path;
    std::uint64_t run = 0;
    std::string shown;
  };

  std::uint64_t id_, text_hash_;
  std::map<std::string, std::uint64_t> last_whole_;  // by path: the run
  std::vector<Found> found_;
};

}  // namespace

std::vector<std::string> sources_of(std::span<const OpenSegment> segments, const Ranked& article,
                                    const std::string& first) {
  const store::Segment& own = segments[article.segment].segment;
  Places places(own.columns().id(article.docid), own.columns().text_hash(article.docid));
  for (const OpenSegment& each : segments)
    if (archive_of(each.segment) == archive_of(own)) places.add(each.segment.sources());
  std::vector<std::string> out{first};
  for (const std::string& place : places.in_force())
    if (place != first) out.push_back(place);
  return out;
}

}  // namespace ae::searching
