// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/matching.hpp"

#include "searcher/match/ranked_words.hpp"

namespace ae::searching {

Matching::Matching(std::span<const OpenSegment> segments, WordFinder& finder, const Plan& plan,
                   std::span<const Ranked> left_out)
    : segments_(segments), finder_(finder), plan_(plan) {
  matchers_.reserve(segments.size());
  for (std::size_t i = 0; i < segments.size(); ++i) {
    SegmentMatcher& matcher = matchers_.emplace_back(segments[i].segment, finder);
    queried_.push_back(matcher.match(plan.query));
    queried_.back() &= segments[i].alive;
    for (const Ranked& article : left_out)
      if (article.segment == i) queried_.back().remove(article.docid);
    auto& sets = by_filter_.emplace_back();
    for (const FieldFilter& filter : plan.filters) sets.push_back(matcher.match(filter.node));
    matches_.push_back(filtered(i, {}));
  }
}

std::uint64_t Matching::total() const noexcept {
  std::uint64_t total = 0;
  for (const DocSet& set : matches_) total += set.count();
  return total;
}

DocSet Matching::filtered(std::size_t segment, std::string_view left_out) const {
  DocSet set = queried_[segment];
  for (std::size_t i = 0; i < plan_.filters.size(); ++i)
    if (plan_.filters[i].field->name != left_out) set &= by_filter_[segment][i];
  return set;
}

std::vector<DocSet> Matching::matches_without(std::string_view field) const {
  std::vector<DocSet> sets;
  for (std::size_t i = 0; i < segments_.size(); ++i) sets.push_back(filtered(i, field));
  return sets;
}

std::uint64_t Matching::count(const Node& node) const {
  std::uint64_t total = 0;
  for (const OpenSegment& open : segments_) {
    DocSet set = SegmentMatcher(open.segment, finder_).match(node);
    set &= open.alive;
    total += set.count();
  }
  return total;
}

std::uint64_t Matching::count_within(const Node& node) const {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    DocSet set = SegmentMatcher(segments_[i].segment, finder_).match(node);
    set &= matches_[i];
    total += set.count();
  }
  return total;
}

Occurrences Matching::occurrences(const Ranked& article) {
  return matchers_[article.segment].occurrences(plan_.query, article.docid);
}

std::vector<RankedWord> Matching::ranked_words() {
  return words_to_rank_by(plan_.query, segments_, matchers_);
}

}  // namespace ae::searching
