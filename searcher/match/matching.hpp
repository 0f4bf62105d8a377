// SPDX-License-Identifier: GPL-2.0-or-later
/// One search at work: which articles of all segments match the query and the filters.
#pragma once

#include "searcher/match/elsewhere.hpp"
#include "searcher/match/open_segment.hpp"
#include "searcher/match/rank.hpp"
#include "searcher/match/segment_matcher.hpp"
#include "searcher/query/plan.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

namespace ae::searching {

/// Evaluates a plan. Not thread-safe; what it is given must outlive it. Whatever counts or matches
/// may throw LimitReached and OutOfTime.
class Matching {
 public:
  /// Where time is up it ends early (\see complete).
  /// \param left_out  articles that do not match whatever they hold
  /// \param elsewhere  may be null
  /// \throws LimitReached
  Matching(std::span<const OpenSegment> segments, WordFinder& finder, Budget& budget,
           const Plan& plan, std::span<const Ranked> left_out = {}, Elsewhere* elsewhere = nullptr);

  /// The articles that match, of each segment; of samples those among what was fetched.
  [[nodiscard]] const std::vector<DocSet>& matches() const noexcept { return matches_; }

  /// Whether those are all that match here; what is not complete is some of them.
  [[nodiscard]] bool complete() const noexcept { return complete_; }
  [[nodiscard]] std::uint64_t total() const;

  /// Those that match when the filters of one field are left out: what its facet counts.
  [[nodiscard]] std::vector<DocSet> matches_without(std::string_view field);

  /// How many articles in force match \p node alone.
  [[nodiscard]] std::uint64_t count(const Node& node);

  /// How many of the articles that match do so with \p node, too.
  [[nodiscard]] std::uint64_t count_within(const Node& node);

  /// Where the query stands in an article.
  [[nodiscard]] Occurrences occurrences(const Ranked& article);

  /// The names that the query and its filters ask for, as \p segment has them, in order.
  [[nodiscard]] const std::vector<store::TypedName>& names(std::uint32_t segment);

  /// The words by which matches are ranked. They refer to this.
  [[nodiscard]] std::vector<RankedWord> ranked_words();

 private:
  void allow(std::size_t segment, std::span<const Ranked> left_out);
  void match(std::size_t segment);
  [[nodiscard]] DocSet filtered(std::size_t segment, std::string_view left_out) const;

  std::span<const OpenSegment> segments_;
  const Plan& plan_;
  Elsewhere* elsewhere_;
  std::vector<SegmentMatcher> matchers_;
  std::vector<DocSet> allowed_;                 ///< in force, and not left out
  std::vector<std::vector<DocSet>> by_filter_;  ///< segment, then filter
  std::vector<DocSet> matches_;
  bool complete_ = true;
  std::map<std::uint32_t, std::vector<store::TypedName>> names_;  ///< by segment; when asked for
};

}  // namespace ae::searching
