// SPDX-License-Identifier: GPL-2.0-or-later
/// Puts matching articles in order: by day, or by relevance in three stages.
///
/// 1. All matches by the words they hold (\see SaturationWeight, Importance).
/// 2. The first 200 of them again, by how their words stand (\see Nearness).
/// 3. For queries of four words or more, the first 50 of those again, by what similar articles got
///    (\see smoothed_scores).
///
/// Each stage adds to what the one before gave and never lifts an article over one that it did not
/// look at, so an article's rank does not depend on the page that is asked for.
///
/// The second and third are left out where time does not suffice for them.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/deadline.hpp"
#include "searcher/match/importance.hpp"
#include "searcher/match/open_segment.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::searching {

struct RankOptions {
  std::uint64_t wanted = 10;  ///< how many of the first matches
  Request::Weights weights = Request::Weights::full;
  bool expand = false;                ///< rank also by words of the first articles
  std::optional<double> half_life{};  ///< days in which a score halves
  std::optional<Day> today{};         ///< what ages count from; the newest article's day if absent
};

/// What an article's score is made of.
struct Stages {
  double words = 0;      ///< the first stage
  double near = 0;       ///< the second: words close to each other
  double exact = 0;      ///< words as typed, not only of the same stem
  double lead = 0;       ///< words in the first sentences
  double recency = 0;    ///< what age takes away
  double smoothing = 0;  ///< the third; of either sign
};

struct Ranking {
  std::vector<Ranked> hits{};
  std::vector<Stages> stages{};     ///< beside hits; empty where they are not by relevance
  std::vector<RankedWord> words{};  ///< what they are ranked by
  bool plain = false;               ///< by BM25
  /// What time did not suffice for, as part of a sentence; may be empty.
  std::string_view left_out{};
};

/// The first of \p matches, most relevant first. Ties: the newest day first, unknown days last,
/// then the smallest id.
/// \param matches  of each segment, beside \p segments
/// \throws OutOfTime, in the first stage
[[nodiscard]] Ranking rank_by_relevance(std::span<const OpenSegment> segments,
                                        std::span<const DocSet> matches,
                                        std::vector<RankedWord> words, const RankOptions& options,
                                        Deadline& deadline);

/// Drops all hits but those at \p positions, which ascend.
void keep(Ranking& ranking, std::span<const std::size_t> positions);

/// The Xapian query of the first stage, as Xapian describes it.
[[nodiscard]] std::string describe_query(std::span<const OpenSegment> segments,
                                         const std::vector<RankedWord>& words);

/// The first \p wanted of \p matches by day; unknown days last in both directions; then by id.
[[nodiscard]] std::vector<Ranked> rank_by_day(std::span<const OpenSegment> segments,
                                              std::span<const DocSet> matches, bool newest_first,
                                              std::uint64_t wanted);

}  // namespace ae::searching
