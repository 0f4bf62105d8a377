// SPDX-License-Identifier: GPL-2.0-or-later
/// The first stage of ranking: all matches by the words they hold, and of these the best.
#pragma once

#include "searcher/match/rank.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace ae::searching {

/// An article on its way through the stages.
struct Scored : Ranked {
  Stages stages;
};

/// The order of articles: score, then day newest first (an unknown day is the smallest number),
/// then id.
struct BestFirst {
  std::span<const OpenSegment> segments;

  [[nodiscard]] bool operator()(const Scored& a, const Scored& b) const;
};

/// Words of an article may be added up in any order. Rounded, equal scores are equal.
[[nodiscard]] inline double rounded(double score) noexcept {
  constexpr double grid = 4294967296;  // 2^32
  return std::nearbyint(score * grid) / grid;
}

/// Halves scores by age.
class Recency {
 public:
  Recency(std::span<const OpenSegment> segments, const RankOptions& options);

  /// From 0 to 1. What has no date is as old as the oldest.
  [[nodiscard]] double factor(const Ranked& article) const;

 private:
  std::vector<std::span<const std::int32_t>> days_;  ///< of each segment
  std::optional<double> half_life_;
  std::int32_t newest_ = std::numeric_limits<std::int32_t>::min();
  std::int32_t oldest_ = std::numeric_limits<std::int32_t>::max();
};

/// The first \p wanted of \p matches, best first.
/// \param plain  by BM25
/// \throws OutOfTime; Error archive_damaged
[[nodiscard]] std::vector<Scored> rank_by_words(std::span<const OpenSegment> segments,
                                                std::span<const DocSet> matches,
                                                const std::vector<RankedWord>& words,
                                                std::uint64_t wanted, bool plain,
                                                const Recency& recency, Deadline& deadline);

}  // namespace ae::searching
