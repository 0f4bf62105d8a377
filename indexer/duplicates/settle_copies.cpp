// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/settle_copies.hpp"

#include "common/store/columns.hpp"
#include "common/store/copies.hpp"
#include "common/store/files.hpp"
#include "indexer/duplicates/near_copies.hpp"

#include <algorithm>
#include <tuple>
#include <vector>

namespace ae::indexing {
namespace {

/// An article in force, earlier versions left out.
struct Place {
  std::uint64_t text_hash = 0;
  std::int64_t day = 0;  ///< unknown ones last
  std::uint32_t segment = 0;
  std::uint32_t docid = 0;
};

/// The texts of an archive and where they stand.
class Texts {
 public:
  explicit Texts(const store::Snapshot& snapshot) {
    for (const auto& entry : snapshot.segments()) {
      const auto path = snapshot.path_of(entry, store::part::columns);
      if (columns_.emplace_back(path).documents() != entry.documents)
        store::throw_damaged(path, "does not belong to its segment");
    }
    for (std::uint32_t i = 0; i < columns_.size(); ++i) add(i, snapshot.segments()[i]);
    group();
    sort_by_age();
  }

  /// Copies of one text count once, with the day of the first: the oldest text is the first.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(runs_.size()); }

  [[nodiscard]] store::PrintsView prints(std::uint32_t text) const {
    const Place& place = places_[runs_[text].begin];
    return columns_[place.segment].prints(place.docid);
  }

  [[nodiscard]] std::uint64_t hash(std::uint32_t text) const {
    return places_[runs_[text].begin].text_hash;
  }

  /// The articles with that text.
  [[nodiscard]] std::span<const Place> places(std::uint32_t text) const {
    return std::span(places_).subspan(runs_[text].begin, runs_[text].size);
  }

 private:
  struct Run {
    std::size_t begin = 0;
    std::size_t size = 0;
  };

  void add(std::uint32_t segment, const store::SegmentEntry& entry) {
    const store::Columns& columns = columns_[segment];
    const auto days = columns.days();
    const auto hashes = columns.text_hashes();
    each_live(entry, [&](std::uint32_t docid) {
      const std::int64_t day = days[docid - 1] == store::unknown_day
                                   ? std::numeric_limits<std::int64_t>::max()
                                   : days[docid - 1];
      places_.push_back({hashes[docid - 1], day, segment, docid});
    });
  }

  void group() {
    std::ranges::sort(places_, {}, [](const Place& place) {
      return std::tuple(place.text_hash, place.day, place.segment, place.docid);
    });
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (i == 0 || places_[i].text_hash != places_[i - 1].text_hash) runs_.push_back({i, 0});
      ++runs_.back().size;
    }
  }

  void sort_by_age() {
    std::ranges::sort(runs_, {}, [this](const Run& run) {
      return std::tuple(places_[run.begin].day, places_[run.begin].text_hash);
    });
  }

  std::vector<store::Columns> columns_;
  std::vector<Place> places_;
  std::vector<Run> runs_;
};

/// The near copies of each segment.
std::vector<store::NearCopies> near_copies(const Texts& texts, std::size_t segments) {
  const auto near = find_near(texts.size(), [&](std::uint32_t text) { return texts.prints(text); });
  const auto centres = group_near(texts.size(), near);
  std::vector<char> has_others(texts.size());
  for (std::uint32_t text = 0; text < texts.size(); ++text)
    if (centres[text] != text) has_others[centres[text]] = 1;
  std::vector<store::NearCopies> copies(segments);
  for (std::uint32_t text = 0; text < texts.size(); ++text) {
    const std::uint32_t centre = centres[text];
    if (centre == text && has_others[text] == 0) continue;
    for (const Place& place : texts.places(text))
      copies[place.segment].push_back({place.docid, texts.hash(centre)});
  }
  for (auto& each : copies) std::ranges::sort(each);
  return copies;
}

bool is_known(const store::Snapshot& snapshot, const store::SegmentEntry& segment,
              const store::NearCopies& copies) {
  const auto path = snapshot.newest_of(segment, store::part::copies);
  return !path.empty() && store::Copies(path).all() == copies;
}

}  // namespace

void settle_copies(const store::ArchiveWriter& archive, store::Edit& edit) {
  const store::Snapshot& snapshot = archive.snapshot();
  const auto copies = near_copies(Texts(snapshot), snapshot.segments().size());
  for (std::size_t i = 0; i < copies.size(); ++i) {
    const auto& segment = snapshot.segments()[i];
    if (is_known(snapshot, segment, copies[i])) continue;
    edit.replaced[{segment.name, store::part::copies}] =
        store::write_copies(archive.begin_part(segment, store::part::copies), copies[i]);
  }
}

}  // namespace ae::indexing
