// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/merge.hpp"

#include "indexer/segments/concatenate.hpp"
#include "indexer/segments/rebuild.hpp"

#include <algorithm>
#include <utility>

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

unsigned largest_level(std::span<const store::SegmentEntry> segments) {
  unsigned largest = 0;
  for (const auto& segment : segments) largest = std::max(largest, level(segment));
  return largest;
}

}  // namespace

store::NewSegment merge(const store::Snapshot& snapshot,
                        std::span<const store::SegmentEntry> segments,
                        const std::filesystem::path& folder, Writer writer) {
  return std::ranges::any_of(segments, mostly_dead)
             ? rebuild(snapshot, segments, folder, writer)
             : concatenate(snapshot, segments, folder, writer);
}

std::vector<std::size_t> choose_merge(std::span<const store::SegmentEntry> segments) {
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (mostly_dead(segments[i])) return {i};
  // Only a full level is merged, and what is smaller goes with it: so an article is copied once a
  // level, however large the archive grows.
  for (unsigned full = 0; full <= largest_level(segments); ++full) {
    if (std::cmp_less(std::ranges::count(segments, full, level), fan_in)) continue;
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < segments.size(); ++i)
      if (level(segments[i]) <= full) chosen.push_back(i);
    return chosen;
  }
  return {};
}

}  // namespace ae::indexing
