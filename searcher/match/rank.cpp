// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/rank.hpp"

#include "searcher/match/feedback.hpp"
#include "searcher/match/first_stage.hpp"
#include "searcher/match/firsts.hpp"
#include "searcher/match/proximity.hpp"
#include "searcher/match/smoothing.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <tuple>

namespace ae::searching {
namespace {

using Weights = Request::Weights;

/// How many articles the later stages look at.
constexpr std::uint64_t near_depth = 200;
constexpr std::uint64_t smoothing_depth = 50;

/// A query of so many words tells what articles are about, and similar articles help to tell it.
/// A shorter one names a thing, and what is only like it is not it.
constexpr std::ptrdiff_t topic_words = 4;

/// Brings the best to the front, in order. \param wanted  so many of them
void sort_by_score(std::span<const OpenSegment> segments, std::span<Scored> hits,
                   std::uint64_t wanted) {
  const std::size_t first = std::min<std::size_t>(hits.size(), wanted);
  std::ranges::partial_sort(hits, hits.begin() + static_cast<std::ptrdiff_t>(first),
                            BestFirst{segments});
}

void add_nearness(std::span<const OpenSegment> segments, const std::vector<RankedWord>& words,
                  const Recency& recency, std::span<Scored> hits, std::uint64_t wanted,
                  Deadline& deadline) {
  constexpr std::size_t ahead = 4;  // articles: memory takes that long
  deadline.check();
  NearnessScorer scorer(segments, words);
  std::vector<Nearness> all;  // of all hits, before any of them changes
  for (std::size_t i = 0; i < hits.size(); ++i) {
    deadline.check();
    if (i + ahead < hits.size()) scorer.fetch(hits[i + ahead]);
    all.push_back(scorer.score(hits[i]));
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    Stages& stages = hits[i].stages;
    stages.near = all[i].near;
    stages.exact = all[i].exact;
    stages.lead = all[i].lead;
    hits[i].score = rounded((stages.words + all[i].near + all[i].exact + all[i].lead) *
                            recency.factor(hits[i]));
  }
  sort_by_score(segments, hits, std::max(wanted, smoothing_depth));
}

void smooth(std::span<const OpenSegment> segments, std::span<Scored> hits, Deadline& deadline) {
  const std::vector<Ranked> order(hits.begin(), hits.end());
  const auto scores = smoothed_scores(segments, order, deadline);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    hits[i].stages.smoothing = scores[i] - hits[i].score;
    hits[i].score = scores[i];
  }
  sort_by_score(segments, hits, hits.size());
}

std::span<Scored> first(std::vector<Scored>& hits, std::uint64_t depth) {
  return std::span(hits).first(std::min<std::size_t>(hits.size(), depth));
}

Ranking finished(std::vector<Scored> hits, std::vector<RankedWord> words,
                 const RankOptions& options, const Recency& recency) {
  hits.resize(std::min<std::uint64_t>(hits.size(), options.wanted));
  Ranking ranking{.words = std::move(words), .plain = options.weights == Weights::plain};
  for (Scored& hit : hits) {
    Stages& stages = hit.stages;
    stages.recency =
        (stages.words + stages.near + stages.exact + stages.lead) * (recency.factor(hit) - 1);
    ranking.hits.push_back(hit);
    ranking.stages.push_back(stages);
  }
  return ranking;
}

/// Whether the second stage is wanted.
bool weighs_nearness(const RankOptions& options) {
  return options.weights == Weights::full || options.weights == Weights::proximity;
}

/// The second and third stage. \returns what time did not suffice for
std::string_view refine(std::span<const OpenSegment> segments, const std::vector<RankedWord>& words,
                        const RankOptions& options, const Recency& recency,
                        std::vector<Scored>& hits, Deadline& deadline) {
  const auto typed = std::ranges::count(words, false, &RankedWord::added);
  std::string_view stage = "how near words stand is not weighed";
  try {
    if (weighs_nearness(options))
      add_nearness(segments, words, recency, first(hits, near_depth), options.wanted, deadline);
    stage = "similar articles are not weighed";
    if (options.weights == Weights::full && typed >= topic_words)
      smooth(segments, first(hits, smoothing_depth), deadline);
  } catch (const OutOfTime&) {
    return stage;
  }
  return {};
}

/// \throws OutOfTime, in the first stage
Ranking rank_once(std::span<const OpenSegment> segments, std::span<const DocSet> matches,
                  std::vector<RankedWord> words, const RankOptions& options, Deadline& deadline) {
  for (RankedWord& word : words) {
    deadline.check();
    word.frequency = frequency_of(segments, word);
  }
  const Recency recency(segments, options);
  const std::uint64_t depth = weighs_nearness(options) ? near_depth : 0;
  auto hits = rank_by_words(segments, matches, words, std::max(options.wanted, depth),
                            options.weights == Weights::plain, recency, deadline);
  const auto left_out = refine(segments, words, options, recency, hits, deadline);
  Ranking ranking = finished(std::move(hits), std::move(words), options, recency);
  ranking.left_out = left_out;
  return ranking;
}

}  // namespace

Ranking rank_by_relevance(std::span<const OpenSegment> segments, std::span<const DocSet> matches,
                          std::vector<RankedWord> words, const RankOptions& options,
                          Deadline& deadline) {
  if (words.empty()) return {.hits = rank_by_day(segments, matches, true, options.wanted)};
  if (!options.expand) return rank_once(segments, matches, std::move(words), options, deadline);
  RankOptions few = options;
  few.wanted = feedback_articles;
  Ranking first = rank_once(segments, matches, std::move(words), few, deadline);
  deadline.check();
  words = std::move(first.words);  // which know their frequencies now
  std::ranges::move(feedback(segments, words, first.hits), std::back_inserter(words));
  return rank_once(segments, matches, std::move(words), options, deadline);
}

void keep(Ranking& ranking, std::span<const std::size_t> positions) {
  const auto keep_of = [&](auto& list) {
    if (list.empty()) return;
    for (std::size_t i = 0; i < positions.size(); ++i) list[i] = list[positions[i]];
    list.resize(positions.size());
  };
  keep_of(ranking.hits);
  keep_of(ranking.stages);
}

std::vector<Ranked> rank_by_day(std::span<const OpenSegment> segments,
                                std::span<const DocSet> matches, bool newest_first,
                                std::uint64_t wanted) {
  using Key = std::tuple<std::int64_t, std::uint64_t, std::uint32_t>;  // place, id, segment
  std::uint64_t all = 0;
  for (const DocSet& set : matches) all += set.count();
  Firsts<std::pair<Key, std::uint32_t>> hits(std::min(wanted, all));  // and docid
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    const auto days = segments[i].segment.columns().days();
    const auto ids = segments[i].segment.columns().ids();
    matches[i].for_each([&](std::uint32_t docid) {
      const std::int64_t day = days[docid - 1];
      const std::int64_t place = day == store::unknown_day
                                     ? std::numeric_limits<std::int64_t>::max()
                                 : newest_first ? -day
                                                : day;
      const auto* const limit = hits.limit();
      if (limit != nullptr && place > std::get<0>(limit->first)) return;
      hits.add({{place, ids[docid - 1], i}, docid});
    });
  }
  std::vector<Ranked> first;
  for (const auto& [key, docid] : std::move(hits).take())
    first.push_back({.segment = std::get<2>(key), .docid = docid});
  return first;
}

}  // namespace ae::searching
