// SPDX-License-Identifier: GPL-2.0-or-later
/// A segment as the searcher holds it: open, with its articles in force.
#pragma once

#include "common/store/segment.hpp"
#include "searcher/match/doc_set.hpp"

#include <cstdint>

namespace ae::searching {

struct OpenSegment {
  store::Segment segment;
  DocSet alive;  ///< articles that no tombstone stands on
};

[[nodiscard]] inline DocSet alive(const store::Segment& segment) {
  DocSet set = DocSet::all(segment.documents());
  for (const auto& range : segment.tombstones())
    for (std::uint32_t docid = range.first; docid <= range.last; ++docid) set.remove(docid);
  return set;
}

struct Ranked {
  std::uint32_t segment = 0;
  std::uint32_t docid = 0;
  double score = 0;
};

}  // namespace ae::searching
