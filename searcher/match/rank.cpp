// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/rank.hpp"

#include "searcher/match/feedback.hpp"
#include "searcher/match/match_source.hpp"
#include "searcher/match/proximity.hpp"
#include "searcher/match/smoothing.hpp"
#include "searcher/match/weight.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
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

std::int32_t day_of(std::span<const OpenSegment> segments, const Ranked& ranked) {
  return segments[ranked.segment].segment.columns().day(ranked.docid);
}

std::uint64_t id_of(std::span<const OpenSegment> segments, const Ranked& ranked) {
  return segments[ranked.segment].segment.columns().id(ranked.docid);
}

/// An article on its way through the stages.
struct Scored : Ranked {
  Stages stages;
};

/// Score, then day newest first (an unknown day is the smallest number), then id.
void sort_by_score(std::span<const OpenSegment> segments, std::span<Scored> hits) {
  std::ranges::sort(hits, [&](const Scored& a, const Scored& b) {
    if (a.score != b.score) return a.score > b.score;
    const auto key = [&](const Scored& hit) {
      return std::tuple(-std::int64_t{day_of(segments, hit)}, id_of(segments, hit), hit.segment);
    };
    return key(a) < key(b);
  });
}

Xapian::Query to_query(std::span<const OpenSegment> segments, const std::vector<RankedWord>& words,
                       bool plain, Deadline& deadline) {
  using Xapian::Query;
  const Collection collection = collection_of(segments);
  std::vector<Query> queries;
  for (const RankedWord& word : words) {
    deadline.check();
    const auto importance = importance_of(word, frequency_of(segments, word), collection, plain);
    const Query lists(word.terms.size() == 1 ? Query::OP_OR : Query::OP_SYNONYM, word.terms.begin(),
                      word.terms.end());
    queries.emplace_back(Query::OP_SCALE_WEIGHT, lists, importance.factor());
  }
  return {Query::OP_OR, queries.begin(), queries.end()};
}

/// Xapian adds up the words of an article in an order that depends on the segment. Rounded, equal
/// scores are equal.
double rounded(double score) {
  constexpr double grid = 4294967296;  // 2^32
  return std::nearbyint(score * grid) / grid;
}

/// Halves scores by age.
class Recency {
 public:
  Recency(std::span<const OpenSegment> segments, const RankOptions& options)
      : segments_(segments), half_life_(options.half_life) {
    if (!half_life_) return;
    for (const OpenSegment& open : segments)
      for (const std::int32_t day : open.segment.columns().days()) {
        if (day == store::unknown_day) continue;
        newest_ = std::max(newest_, day);
        oldest_ = std::min(oldest_, day);
      }
    if (options.today)
      newest_ = static_cast<std::int32_t>(
          std::chrono::sys_days(*options.today).time_since_epoch().count());
  }

  /// From 0 to 1. What has no date is as old as the oldest.
  [[nodiscard]] double factor(const Ranked& article) const {
    if (!half_life_) return 1;
    std::int64_t day = day_of(segments_, article);
    if (day == store::unknown_day) day = oldest_;
    const auto age = static_cast<double>(std::max<std::int64_t>(newest_ - day, 0));
    return std::exp2(-age / *half_life_);
  }

 private:
  std::span<const OpenSegment> segments_;
  std::optional<double> half_life_;
  std::int32_t newest_ = std::numeric_limits<std::int32_t>::min();
  std::int32_t oldest_ = std::numeric_limits<std::int32_t>::max();
};

/// The first articles of one segment, by the words they hold.
class SegmentRanking {
 public:
  SegmentRanking(const store::Segment& segment, std::uint32_t number, const DocSet& matches,
                 const Recency& recency, Deadline& deadline)
      : enquire_(segment.database()),
        source_(matches, deadline),
        number_(number),
        total_(matches.count()),
        recency_(recency) {}

  /// \param least  no article that scores less is wanted
  std::vector<Scored> first(const Xapian::Query& words, const SaturationWeight& weight,
                            std::uint64_t wanted, double least) {
    using Xapian::Query;
    enquire_.set_query(Query(Query::OP_AND_MAYBE, Query(&source_), words));
    enquire_.set_weighting_scheme(weight);
    enquire_.set_cutoff(0, least);
    return first(std::min(wanted, total_));
  }

 private:
  /// Xapian breaks ties by docid, and knows nothing of age, which only lowers scores. So asks for
  /// more until what has not been seen cannot be among those wanted.
  std::vector<Scored> first(std::uint64_t wanted) {
    std::uint64_t ask = std::min(wanted + 10, total_);
    for (;;) {
      auto hits = to_scored(enquire_.get_mset(0, static_cast<Xapian::doccount>(ask)));
      if (hits.size() < ask || ask >= total_) return hits;
      const double unseen = hits.back().stages.words;  // at most
      std::vector<double> scores;
      scores.reserve(hits.size());
      for (const Scored& hit : hits) scores.push_back(hit.score);
      const auto last = scores.begin() + static_cast<std::ptrdiff_t>(wanted - 1);
      std::ranges::nth_element(scores, last, std::greater{});
      if (unseen < *last) return hits;
      ask = std::min(ask * 4, total_);
    }
  }

  [[nodiscard]] std::vector<Scored> to_scored(const Xapian::MSet& found) const {
    std::vector<Scored> hits;
    for (auto at = found.begin(); at != found.end(); ++at) {
      Scored hit{{.segment = number_, .docid = *at}, {.words = rounded(at.get_weight())}};
      hit.score = rounded(hit.stages.words * recency_.factor(hit));
      hits.push_back(hit);
    }
    return hits;
  }

  Xapian::Enquire enquire_;
  MatchSource source_;
  std::uint32_t number_;
  std::uint64_t total_;
  const Recency& recency_;
};

/// Segment by segment: what a word is worth is known for all of them, and each needs to give only
/// what is better than the best of those before.
std::vector<Scored> rank_by_words(std::span<const OpenSegment> segments,
                                  std::span<const DocSet> matches,
                                  const std::vector<RankedWord>& words, std::uint64_t wanted,
                                  bool plain, const Recency& recency, Deadline& deadline) {
  const Xapian::Query query = to_query(segments, words, plain, deadline);
  const SaturationWeight weight(plain ? usual_b : our_b, collection_of(segments).mean_length);
  constexpr double rounding = 1e-6;
  std::vector<Scored> best;
  for (std::uint32_t i = 0; i < segments.size() && wanted > 0; ++i) {
    if (matches[i].empty()) continue;
    const double least = best.size() == wanted ? std::max(best.back().score - rounding, 0.0) : 0.0;
    const store::Segment& segment = segments[i].segment;
    std::ranges::move(store::translated(segment.folder(),
                                        [&] {
                                          SegmentRanking ranking(segment, i, matches[i], recency,
                                                                 deadline);
                                          return ranking.first(query, weight, wanted, least);
                                        }),
                      std::back_inserter(best));
    sort_by_score(segments, best);
    best.resize(std::min<std::uint64_t>(best.size(), wanted));
  }
  return best;
}

void add_nearness(std::span<const OpenSegment> segments, const std::vector<RankedWord>& words,
                  const Recency& recency, std::span<Scored> hits, Deadline& deadline) {
  deadline.check();
  NearnessScorer scorer(segments, words);
  std::vector<Nearness> all;  // of all hits, before any of them changes
  for (const Scored& hit : hits) {
    deadline.check();
    all.push_back(scorer.score(hit));
  }
  for (std::size_t i = 0; i < hits.size(); ++i) {
    Stages& stages = hits[i].stages;
    stages.near = all[i].near;
    stages.exact = all[i].exact;
    stages.lead = all[i].lead;
    hits[i].score = rounded((stages.words + all[i].near + all[i].exact + all[i].lead) *
                            recency.factor(hits[i]));
  }
  sort_by_score(segments, hits);
}

void smooth(std::span<const OpenSegment> segments, std::span<Scored> hits, Deadline& deadline) {
  const std::vector<Ranked> order(hits.begin(), hits.end());
  const auto scores = smoothed_scores(segments, order, deadline);
  for (std::size_t i = 0; i < hits.size(); ++i) {
    hits[i].stages.smoothing = scores[i] - hits[i].score;
    hits[i].score = scores[i];
  }
  sort_by_score(segments, hits);
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
      add_nearness(segments, words, recency, first(hits, near_depth), deadline);
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
  const Ranking first = rank_once(segments, matches, words, few, deadline);
  deadline.check();
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

std::string describe_query(std::span<const OpenSegment> segments,
                           const std::vector<RankedWord>& words) {
  Deadline never;
  return to_query(segments, words, false, never).get_description();
}

std::vector<Ranked> rank_by_day(std::span<const OpenSegment> segments,
                                std::span<const DocSet> matches, bool newest_first,
                                std::uint64_t wanted) {
  using Key = std::tuple<std::int64_t, std::uint64_t, std::uint32_t>;  // place, id, segment
  std::vector<std::pair<Key, std::uint32_t>> hits;                     // and docid
  std::size_t all = 0;
  for (const DocSet& each : matches) all += each.count();
  hits.reserve(all);
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    const auto days = segments[i].segment.columns().days();
    const auto ids = segments[i].segment.columns().ids();
    matches[i].for_each([&](std::uint32_t docid) {
      const std::int64_t day = days[docid - 1];
      const std::int64_t place = day == store::unknown_day
                                     ? std::numeric_limits<std::int64_t>::max()
                                 : newest_first ? -day
                                                : day;
      hits.push_back({{place, ids[docid - 1], i}, docid});
    });
  }
  const auto cut = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(wanted, hits.size()));
  std::ranges::partial_sort(hits, hits.begin() + cut);
  std::vector<Ranked> first;
  for (const auto& [key, docid] : std::span(hits).first(static_cast<std::size_t>(cut)))
    first.push_back({.segment = std::get<2>(key), .docid = docid});
  return first;
}

}  // namespace ae::searching
