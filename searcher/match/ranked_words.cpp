// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/ranked_words.hpp"

#include "common/schema/terms.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

namespace ae::searching {
namespace {

/// A wildcard may stand for thousands of words; ranking needs no more of them than this.
constexpr std::size_t most_terms = 100;

using Terms = std::vector<std::string>;

void sort_unique(Terms& terms) {
  std::ranges::sort(terms);
  const auto repeated = std::ranges::unique(terms);
  terms.erase(repeated.begin(), repeated.end());
}

/// A word that was typed, and the posting lists of other ways to write it.
struct Typed {
  RankedWord word;
  Terms otherwise{};
};

class Collector {
 public:
  Collector(std::span<const OpenSegment> segments, std::span<SegmentMatcher> matchers)
      : segments_(segments), matchers_(matchers) {}

  void collect(const Node& node) {
    if (node.kind == Node::Kind::negation || node.place == Place::caption) return;
    if (node.kind == Node::Kind::any && node.one_thing) return collect_ways(node);
    for (const Node& child : node.children) collect(child);
    for (const Word& word : node.words) add(word);
  }

  /// Each word once.
  [[nodiscard]] std::vector<RankedWord> take() && {
    std::vector<RankedWord> out;
    for (Typed& typed : typed_) {
      Terms& terms = typed.word.terms;
      std::ranges::move(typed.otherwise, std::back_inserter(terms));
      sort_unique(terms);
      terms.resize(std::min(terms.size(), most_terms));
      if (!terms.empty()) out.push_back(std::move(typed.word));
    }
    return out;
  }

 private:
  /// The first child is what was typed.
  void collect_ways(const Node& node) {
    std::vector<std::size_t> typed;
    typed.swap(latest_);
    const Node& first = node.children.front();
    collect(first);
    typed.swap(latest_);
    if (typed.empty()) return;
    Terms otherwise;
    if (first.kind == Node::Kind::word)
      otherwise = terms(first.words.front(), schema::prefix::joined);
    else if (const Node& one = node.children.back(); one.kind == Node::Kind::word)
      otherwise = body_terms(one.words.front());
    Typed& rarest = typed_[*std::ranges::min_element(typed, {}, [&](std::size_t at) {
      return frequency_of(segments_, typed_[at].word).articles;
    })];
    std::ranges::move(otherwise, std::back_inserter(rarest.otherwise));
  }

  void add(const Word& word) {
    RankedWord ranked{.text = word.folded, .terms = body_terms(word)};
    for (SegmentMatcher& matcher : matchers_) ranked.sets.push_back(&matcher.words(word));
    const auto [at, is_new] = by_terms_.try_emplace(ranked.terms, typed_.size());
    latest_.push_back(at->second);
    if (is_new)
      typed_.push_back({.word = std::move(ranked)});
    else
      ++typed_[at->second].word.repeats;
  }

  /// Those that articles have.
  [[nodiscard]] Terms body_terms(const Word& word) {
    Terms out;
    for (std::size_t i = 0; i < matchers_.size(); ++i)
      for (const std::string& stem : matchers_[i].words(word).stems)
        if (!segments_[i].segment.words().with_stem(stem).empty())
          out.push_back(schema::term(schema::find("body")->prefix, stem));
    sort_unique(out);
    out.resize(std::min(out.size(), most_terms));
    return out;
  }

  [[nodiscard]] Terms terms(const Word& word, std::string_view prefix) {
    Terms out;
    for (SegmentMatcher& matcher : matchers_)
      for (const std::string& stem : matcher.words(word).stems)
        out.push_back(schema::term(prefix, stem));
    sort_unique(out);
    return out;
  }

  std::span<const OpenSegment> segments_;
  std::span<SegmentMatcher> matchers_;
  std::vector<Typed> typed_;
  std::map<Terms, std::size_t> by_terms_;
  std::vector<std::size_t> latest_;  ///< of typed_: what was collected for one thing
};

}  // namespace

std::vector<RankedWord> words_to_rank_by(const Node& query, std::span<const OpenSegment> segments,
                                         std::span<SegmentMatcher> matchers) {
  Collector collector(segments, matchers);
  collector.collect(query);
  auto words = std::move(collector).take();
  leave_out_stop_words(words);
  return words;
}

}  // namespace ae::searching
