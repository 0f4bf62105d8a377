// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/merge.hpp"

#include "indexer/segments/concatenate.hpp"
#include "indexer/segments/rebuild.hpp"

#include <algorithm>
#include <numeric>

namespace ae::indexing {
namespace {

/// Segments of one level are merged when there are this many.
constexpr std::size_t fan_in = 8;

/// A segment that is dead by more than this share is written anew.
constexpr double dead_share = 0.2;

bool mostly_dead(const store::SegmentEntry& segment) {
  return segment.documents - segment.live() > dead_share * segment.documents;
}

/// 0 up to 500 articles, 1 up to 4,000, 2 up to 32,000 ...
unsigned level(const store::SegmentEntry& segment) {
  unsigned level = 0;
  for (std::uint64_t most = 500; segment.live() > most; most *= fan_in) ++level;
  return level;
}

}  // namespace

store::NewSegment merge(const store::Snapshot& snapshot,
                        std::span<const store::SegmentEntry> segments,
                        const std::filesystem::path& folder) {
  return std::ranges::any_of(segments, mostly_dead) ? rebuild(snapshot, segments, folder)
                                                    : concatenate(snapshot, segments, folder);
}

std::vector<std::size_t> choose_merge(std::span<const store::SegmentEntry> segments) {
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (mostly_dead(segments[i])) return {i};
  // A run of neighbours, none above the level of the run's first: the newest ones are smallest.
  for (std::size_t from = 0; from < segments.size(); ++from) {
    std::size_t to = from;
    while (to < segments.size() && level(segments[to]) <= level(segments[from])) ++to;
    if (to - from < fan_in) continue;
    std::vector<std::size_t> run(to - from);
    std::iota(run.begin(), run.end(), from);
    return run;
  }
  return {};
}

}  // namespace ae::indexing
