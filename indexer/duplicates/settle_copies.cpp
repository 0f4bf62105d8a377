// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/settle_copies.hpp"

#include "ae/error.hpp"
#include "common/store/columns.hpp"
#include "common/store/copies.hpp"
#include "common/store/files.hpp"
#include "indexer/duplicates/near_copies.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

/// An article in force, earlier versions left out. There is one for each article of the archive.
struct Place {
  std::uint64_t text_hash = 0;
  std::int32_t day = 0;       ///< unknown ones last
  std::uint32_t article = 0;  ///< its docid, behind all those of the segments before
};
static_assert(sizeof(Place) == 16);

/// The texts of an archive and where they stand.
class Texts {
 public:
  explicit Texts(const store::Snapshot& snapshot) {
    for (const auto& entry : snapshot.segments()) {
      const auto path = snapshot.path_of(entry, store::part::columns);
      if (columns_.emplace_back(path).documents() != entry.documents)
        store::throw_damaged(path, "does not belong to its segment");
      if (entry.documents > std::numeric_limits<std::uint32_t>::max() - before_.back())
        throw Error(ErrorCode::bad_usage, "more articles than near copies are told among");
      before_.push_back(before_.back() + entry.documents);
    }
    places_.reserve(before_.back());
    for (std::uint32_t i = 0; i < columns_.size(); ++i) add(i, snapshot.segments()[i]);
    group();
    sort_by_age();
  }

  /// Copies of one text count once, with the day of the first: the oldest text is the first.
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }

  [[nodiscard]] store::PrintsView prints(std::uint32_t text) const {
    const auto [segment, docid] = where(places_[texts_[text]]);
    return columns_[segment].prints(docid);
  }

  [[nodiscard]] std::uint64_t hash(std::uint32_t text) const {
    return places_[texts_[text]].text_hash;
  }

  /// \param use  is given segment and docid of each article with that text
  template <class Use>
  void each_place(std::uint32_t text, Use use) const {
    const std::uint64_t hash = this->hash(text);
    for (auto at = texts_[text]; at < places_.size() && places_[at].text_hash == hash; ++at)
      std::apply(use, where(places_[at]));
  }

 private:
  void add(std::uint32_t segment, const store::SegmentEntry& entry) {
    const store::Columns& columns = columns_[segment];
    const auto days = columns.days();
    const auto hashes = columns.text_hashes();
    each_live(entry, [&](std::uint32_t docid) {
      const std::int32_t day = days[docid - 1];
      places_.push_back({hashes[docid - 1],
                         day == store::unknown_day ? std::numeric_limits<std::int32_t>::max() : day,
                         before_[segment] + docid});
    });
  }

  /// Segment and docid.
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> where(const Place& place) const {
    const auto at = std::ranges::lower_bound(before_, place.article) - 1;
    return {static_cast<std::uint32_t>(at - before_.begin()), place.article - *at};
  }

  void group() {
    std::ranges::sort(places_, {}, [](const Place& place) {
      return std::tuple(place.text_hash, place.day, place.article);
    });
    for (std::uint32_t i = 0; i < places_.size(); ++i)
      if (i == 0 || places_[i].text_hash != places_[i - 1].text_hash) texts_.push_back(i);
  }

  void sort_by_age() {
    std::ranges::sort(texts_, {}, [this](std::uint32_t first) {
      return std::tuple(places_[first].day, places_[first].text_hash);
    });
  }

  std::vector<store::Columns> columns_;
  std::vector<std::uint32_t> before_{0};  // by segment: articles of those before
  std::vector<Place> places_;             // copies of one text stand together
  std::vector<std::uint32_t> texts_;      // where each begins in places_
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
    texts.each_place(text, [&](std::uint32_t segment, std::uint32_t docid) {
      copies[segment].push_back({docid, texts.hash(centre)});
    });
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
