// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/matching.hpp"

#include "common/schema/terms.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace ae::searching {
namespace {

/// Xapian's time grows with the number of posting lists, and a wildcard may stand for thousands of
/// words: ranking needs no more of them than this,
constexpr std::size_t most_terms = 100;

/// nor more words than this, the rarest, which tell most,
constexpr std::size_t most_words = 500;

/// nor more lists for all words together.
constexpr std::size_t most_lists = 1000;

/// How often the query says each word.
void count_words(const Node& node, std::unordered_map<std::string_view, std::size_t>& counts) {
  if (node.kind == Node::Kind::negation || node.place == Place::caption) return;
  for (const Node& child : node.children) count_words(child, counts);
  for (const Word& word : node.words) ++counts[word.folded];
}

}  // namespace

Matching::Matching(std::span<const OpenSegment> segments, WordFinder& finder, Budget& budget,
                   const Plan& plan, std::span<const Ranked> left_out)
    : segments_(segments), plan_(plan) {
  for (std::size_t i = 0; i < segments.size(); ++i) {
    SegmentMatcher& matcher = matchers_.emplace_back(segments[i].segment, finder, budget);
    DocSet& allowed = allowed_.emplace_back(segments[i].alive);
    for (const Ranked& article : left_out)
      if (article.segment == i) allowed.remove(article.docid);
    auto& sets = by_filter_.emplace_back();
    for (const FieldFilter& filter : plan.filters)
      sets.push_back(matcher.match(filter.node, allowed));
    matches_.push_back(matcher.match(plan.query, filtered(i, {})));
  }
}

std::uint64_t Matching::total() const noexcept {
  std::uint64_t total = 0;
  for (const DocSet& set : matches_) total += set.count();
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
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < segments_.size(); ++i)
    total += matchers_[i].match(node, segments_[i].alive).count();
  return total;
}

std::uint64_t Matching::count_within(const Node& node) {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < segments_.size(); ++i)
    total += matchers_[i].match(node, matches_[i]).count();
  return total;
}

Occurrences Matching::occurrences(const Ranked& article) {
  return matchers_[article.segment].occurrences(plan_.query, article.docid);
}

std::vector<RankedWord> Matching::ranked_words() {
  std::unordered_map<std::string_view, std::size_t> typed;
  count_words(plan_.parsed.root, typed);
  std::vector<RankedWord> expanded;
  collect_words(plan_.query, expanded);
  std::set<std::vector<std::string>> seen;
  std::vector<RankedWord> out;
  for (RankedWord& word : expanded) {
    if (!seen.insert(word.terms).second) continue;
    // What expansion says twice is not repeated by that.
    word.repeats = static_cast<double>(std::max<std::size_t>(typed[word.text], 1));
    out.push_back(std::move(word));
  }
  leave_out_stop_words(out);
  keep_rarest(out);
  for (RankedWord& word : out)
    word.terms.resize(
        std::min(word.terms.size(), std::max<std::size_t>(most_lists / out.size(), 1)));
  return out;
}

void Matching::keep_rarest(std::vector<RankedWord>& words) const {
  if (words.size() <= most_words) return;
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t i = 0; i < words.size(); ++i)
    order.emplace_back(frequency_of(segments_, words[i]).articles, i);
  std::ranges::nth_element(order, order.begin() + most_words);
  order.resize(most_words);
  std::ranges::sort(order, {}, [](const auto& entry) { return entry.second; });
  std::vector<RankedWord> kept;
  for (const auto& [articles, i] : order) kept.push_back(std::move(words[i]));
  words = std::move(kept);
}

void Matching::collect_words(const Node& node, std::vector<RankedWord>& out) {
  if (node.kind == Node::Kind::negation || node.place == Place::caption) return;
  for (const Node& child : node.children)
    if (!is_rare_cut(node, child)) collect_words(child, out);
  for (const Word& word : node.words) {
    RankedWord ranked = ranked_word(word);
    if (!ranked.terms.empty()) out.push_back(std::move(ranked));
  }
}

/// Where articles print "pro-fit", `profit` may also be cut so. Articles are not about the pieces
/// then: they are rarer than the word.
bool Matching::is_rare_cut(const Node& node, const Node& child) {
  const Node& first = node.children.front();
  if (node.kind != Node::Kind::any || first.kind != Node::Kind::word || !child.compound)
    return false;
  const auto articles = [&](const Word& word) {
    return frequency_of(segments_, ranked_word(word)).articles;
  };
  const std::uint64_t whole = articles(first.words.front());
  return std::ranges::any_of(child.words,
                             [&](const Word& piece) { return articles(piece) < whole; });
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
