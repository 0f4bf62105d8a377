// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/matching.hpp"

#include "common/schema/terms.hpp"

#include <algorithm>

namespace ae::searching {
namespace {

/// A wildcard may stand for thousands of words; ranking needs no more of them than this.
constexpr std::size_t most_terms = 100;

}  // namespace

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
  std::vector<RankedWord> typed;
  collect_words(plan_.parsed.root, typed);
  std::vector<RankedWord> added;  // by expansion; a word is not repeated by being said in two ways
  collect_words(plan_.query, added);
  std::vector<RankedWord> out;
  for (auto* words : {&typed, &added})
    for (RankedWord& word : *words) {
      const auto same = std::ranges::find(out, word.terms, &RankedWord::terms);
      if (same == out.end())
        out.push_back(std::move(word));
      else if (words == &typed)
        ++same->repeats;
    }
  leave_out_stop_words(out);
  return out;
}

void Matching::collect_words(const Node& node, std::vector<RankedWord>& out) {
  if (node.kind == Node::Kind::negation || node.place == Place::caption) return;
  for (const Node& child : node.children) collect_words(child, out);
  for (const Word& word : node.words) {
    RankedWord ranked = ranked_word(word);
    if (!ranked.terms.empty()) out.push_back(std::move(ranked));
  }
}

RankedWord Matching::ranked_word(const Word& word) {
  RankedWord ranked{.text = word.folded};
  for (std::size_t i = 0; i < matchers_.size(); ++i) {
    const WordSet& set = matchers_[i].words(word);
    ranked.sets.push_back(&set);
    for (const std::string& stem : set.stems)
      if (!segments_[i].segment.words().with_stem(stem).empty())
        ranked.terms.push_back(schema::term(schema::find("body")->prefix, stem));
  }
  std::ranges::sort(ranked.terms);
  const auto repeated = std::ranges::unique(ranked.terms);
  ranked.terms.erase(repeated.begin(), repeated.end());
  ranked.terms.resize(std::min(ranked.terms.size(), most_terms));
  return ranked;
}

}  // namespace ae::searching
