// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/matching.hpp"

#include "searcher/match/field_matcher.hpp"
#include "searcher/match/ranked_words.hpp"

#include <algorithm>
#include <iterator>

namespace ae::searching {

Matching::Matching(std::span<const OpenSegment> segments, WordFinder& finder, Budget& budget,
                   const Plan& plan, std::span<const Ranked> left_out, Elsewhere* elsewhere)
    : segments_(segments), plan_(plan), elsewhere_(elsewhere) {
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::uint32_t documents = segments[i].segment.documents();
    const auto& lists = segments[i].lists;
    matchers_.emplace_back(segments[i].segment, finder, budget, lists ? &*lists : nullptr);
    by_filter_.emplace_back(plan.filters.size(), DocSet(documents));
    matches_.emplace_back(documents);
    allow(i, left_out);
    match(i);
  }
}

void Matching::allow(std::size_t segment, std::span<const Ranked> left_out) {
  DocSet& allowed = allowed_.emplace_back(segments_[segment].alive);
  if (plan_.versions) allowed |= segments_[segment].earlier;
  for (const Ranked& article : left_out)
    if (article.segment == segment) allowed.remove(article.docid);
}

void Matching::match(std::size_t segment) {
  SegmentMatcher& matcher = matchers_[segment];
  try {
    for (std::size_t i = 0; i < plan_.filters.size(); ++i)
      by_filter_[segment][i] = matcher.match(plan_.filters[i].node, allowed_[segment]);
  } catch (const OutOfTime&) {
    complete_ = false;
    return;
  }
  matches_[segment] = matcher.match_in_time(plan_.query, filtered(segment, {}), complete_);
}

std::uint64_t Matching::total() const {
  std::uint64_t total = elsewhere_ == nullptr ? 0 : elsewhere_->total();
  for (std::size_t i = 0; i < segments_.size(); ++i)
    if (!segments_[i].sample) total += matches_[i].count();
  return total;
}

/// What the filters leave, but those of one field.
DocSet Matching::filtered(std::size_t segment, std::string_view left_out) const {
  DocSet set = allowed_[segment];
  for (std::size_t i = 0; i < plan_.filters.size(); ++i)
    if (plan_.filters[i].field->name != left_out) set &= by_filter_[segment][i];
  return set;
}

std::vector<DocSet> Matching::matches_without(std::string_view field) {
  std::vector<DocSet> sets = matches_;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    DocSet others = filtered(i, field);
    others -= filtered(i, {});
    if (!others.empty()) sets[i] |= matchers_[i].match(plan_.query, others);
  }
  return sets;
}

std::uint64_t Matching::count(const Node& node) {
  std::uint64_t total = elsewhere_ == nullptr ? 0 : elsewhere_->count(node);
  for (std::size_t i = 0; i < segments_.size(); ++i)
    if (segments_[i].population == nullptr) total += matchers_[i].match(node, allowed_[i]).count();
  return total;
}

std::uint64_t Matching::count_within(const Node& node) {
  std::uint64_t total = elsewhere_ == nullptr ? 0 : elsewhere_->count_within(node);
  for (std::size_t i = 0; i < segments_.size(); ++i)
    if (!segments_[i].sample) total += matchers_[i].match(node, matches_[i]).count();
  return total;
}

Occurrences Matching::occurrences(const Ranked& article) {
  return matchers_[article.segment].occurrences(plan_.query, article.docid);
}

namespace {

void collect_names(const store::Segment& segment, const Node& node,
                   std::vector<store::TypedName>& out) {
  if (node.kind == Node::Kind::negation) return;
  for (const Node& child : node.children) collect_names(segment, child, out);
  std::ranges::move(names_asked_for(segment, node), std::back_inserter(out));
}

}  // namespace

const std::vector<store::TypedName>& Matching::names(std::uint32_t segment) {
  const auto [found, is_new] = names_.try_emplace(segment);
  std::vector<store::TypedName>& names = found->second;
  if (!is_new) return names;
  collect_names(segments_[segment].segment, plan_.query, names);
  for (const FieldFilter& filter : plan_.filters)
    collect_names(segments_[segment].segment, filter.node, names);
  std::ranges::sort(names);
  return names;
}

std::vector<RankedWord> Matching::ranked_words() {
  return words_to_rank_by(plan_.parsed.root, plan_.query, segments_, matchers_);
}

}  // namespace ae::searching
