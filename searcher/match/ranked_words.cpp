// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/ranked_words.hpp"

#include "common/schema/terms.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ae::searching {
namespace {

/// Xapian's time grows with the number of posting lists, and a wildcard may stand for thousands of
/// words: ranking needs no more of them than this,
constexpr std::size_t most_terms = 100;

/// nor more words than this, the rarest, which tell most,
constexpr std::size_t most_words = 500;

/// nor more lists for all words together.
constexpr std::size_t most_lists = 1000;

using Terms = std::vector<std::string>;

/// How often the query says each word.
using Counts = std::unordered_map<std::string_view, std::size_t>;

void count_words(const Node& node, Counts& counts) {
  if (node.kind == Node::Kind::negation || node.place == Place::caption) return;
  for (const Node& child : node.children) count_words(child, counts);
  for (const Word& word : node.words) ++counts[word.folded];
}

/// A word that was typed, and the posting lists of other ways to write it.
struct Typed {
  RankedWord word;
  Terms otherwise{};
  std::set<std::string_view> forms{};  ///< in which it was typed
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
  /// \param said  how often the query says each form; what expansion repeats is not in it
  [[nodiscard]] std::vector<RankedWord> take(const Counts& said) && {
    std::vector<RankedWord> out;
    for (Typed& typed : typed_) {
      std::size_t repeats = 0;
      for (const std::string_view form : typed.forms)
        if (const auto found = said.find(form); found != said.end()) repeats += found->second;
      typed.word.repeats = static_cast<double>(std::max<std::size_t>(repeats, 1));
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
    if (is_new) typed_.push_back({.word = std::move(ranked)});
    typed_[at->second].forms.insert(word.folded);
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

void keep_rarest(std::span<const OpenSegment> segments, std::vector<RankedWord>& words) {
  if (words.size() <= most_words) return;
  std::vector<std::pair<std::uint64_t, std::size_t>> order;
  for (std::size_t i = 0; i < words.size(); ++i)
    order.emplace_back(frequency_of(segments, words[i]).articles, i);
  std::ranges::nth_element(order, order.begin() + most_words);
  order.resize(most_words);
  std::ranges::sort(order, {}, [](const auto& entry) { return entry.second; });
  std::vector<RankedWord> kept;
  for (const auto& [articles, i] : order) kept.push_back(std::move(words[i]));
  words = std::move(kept);
}

}  // namespace

std::vector<RankedWord> words_to_rank_by(const Node& typed, const Node& query,
                                         std::span<const OpenSegment> segments,
                                         std::span<SegmentMatcher> matchers) {
  Counts said;
  count_words(typed, said);
  Collector collector(segments, matchers);
  collector.collect(query);
  auto words = std::move(collector).take(said);
  leave_out_stop_words(words);
  keep_rarest(segments, words);
  for (RankedWord& word : words)
    word.terms.resize(
        std::min(word.terms.size(), std::max<std::size_t>(most_lists / words.size(), 1)));
  return words;
}

}  // namespace ae::searching
