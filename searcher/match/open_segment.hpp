// SPDX-License-Identifier: GPL-2.0-or-later
/// A segment as the searcher holds it: open, with its articles in force.
#pragma once

#include "common/store/posting_lists.hpp"
#include "common/store/segment.hpp"
#include "searcher/match/doc_set.hpp"
#include "searcher/match/population.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace ae::searching {

struct OpenSegment {
  store::Segment segment;
  DocSet alive;      ///< articles in force, each in its current version
  DocSet earlier{};  ///< and their earlier versions

  /// Absent where only Xapian can read them (\see store::Segment::database).
  std::optional<store::PostingLists> lists{};

  /// Of articles that were fetched from elsewhere: all that there are, for what ranking counts.
  const Population* population = nullptr;
  /// And the best only, so that matches are counted where the others are (\see Elsewhere).
  bool sample = false;
};

[[nodiscard]] inline DocSet to_set(const store::DocRanges& ranges, std::uint32_t documents) {
  DocSet set(documents);
  for (const auto& range : ranges)
    for (std::uint32_t docid = range.first; docid <= range.last; ++docid) set.add(docid);
  return set;
}

[[nodiscard]] inline OpenSegment open_segment(store::Segment segment) {
  const std::uint32_t documents = segment.documents();
  const DocSet removed = to_set(segment.tombstones(), documents);
  DocSet earlier = to_set(segment.earlier(), documents);
  earlier -= removed;
  DocSet alive = DocSet::all(documents);
  alive -= removed;
  alive -= earlier;
  return {.segment = std::move(segment), .alive = std::move(alive), .earlier = std::move(earlier)};
}

struct Ranked {
  std::uint32_t segment = 0;
  std::uint32_t docid = 0;
  double score = 0;
};

}  // namespace ae::searching
