// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/first_stage.hpp"

#include "searcher/match/firsts.hpp"
#include "searcher/match/match_source.hpp"
#include "searcher/match/weight.hpp"
#include "searcher/match/word_scores.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <tuple>
#include <utility>

namespace ae::searching {
namespace {

std::int32_t day_of(std::span<const OpenSegment> segments, const Ranked& ranked) {
  return segments[ranked.segment].segment.columns().day(ranked.docid);
}

std::uint64_t id_of(std::span<const OpenSegment> segments, const Ranked& ranked) {
  return segments[ranked.segment].segment.columns().id(ranked.docid);
}

}  // namespace

bool BestFirst::operator()(const Scored& a, const Scored& b) const {
  if (a.score != b.score) return a.score > b.score;
  const auto key = [&](const Scored& hit) {
    return std::tuple(-std::int64_t{day_of(segments, hit)}, id_of(segments, hit), hit.segment);
  };
  return key(a) < key(b);
}

Recency::Recency(std::span<const OpenSegment> segments, const RankOptions& options)
    : half_life_(options.half_life) {
  if (!half_life_) return;
  for (const OpenSegment& open : segments)
    for (const std::int32_t day : days_.emplace_back(open.segment.columns().days())) {
      if (day == store::unknown_day) continue;
      newest_ = std::max(newest_, day);
      oldest_ = std::min(oldest_, day);
    }
  if (options.today)
    newest_ =
        static_cast<std::int32_t>(std::chrono::sys_days(*options.today).time_since_epoch().count());
}

double Recency::factor(const Ranked& article) const {
  if (!half_life_) return 1;
  std::int64_t day = days_[article.segment][article.docid - 1];
  if (day == store::unknown_day) day = oldest_;
  const auto age = static_cast<double>(std::max<std::int64_t>(newest_ - day, 0));
  return std::exp2(-age / *half_life_);
}

namespace {

Xapian::Query to_query(std::span<const WeighedWord> words) {
  using Xapian::Query;
  std::vector<Query> queries;
  for (const auto& [word, factor] : words) {
    const Query lists(word->terms.size() == 1 ? Query::OP_OR : Query::OP_SYNONYM,
                      word->terms.begin(), word->terms.end());
    queries.emplace_back(Query::OP_SCALE_WEIGHT, lists, factor);
  }
  return {Query::OP_OR, queries.begin(), queries.end()};
}

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

/// What the first stage ranks by.
struct FirstStage {
  std::vector<WeighedWord> words;
  CountWeight weight;
};

FirstStage first_stage(std::span<const OpenSegment> segments, const std::vector<RankedWord>& words,
                       bool plain) {
  const Collection collection = collection_of(segments);
  FirstStage stage{.words = {},
                   .weight = {.b = plain ? usual_b : our_b, .mean_length = collection.mean_length}};
  for (const RankedWord& word : words) {
    const auto importance = importance_of(word, frequency_of(segments, word), collection, plain);
    stage.words.push_back({.word = &word, .factor = importance.factor()});
  }
  return stage;
}

/// The best articles of those that were seen.
class Best {
 public:
  Best(std::span<const OpenSegment> segments, const Recency& recency, std::uint64_t wanted)
      : recency_(recency), hits_(wanted, BestFirst{segments}) {}

  /// No article whose words score less is wanted.
  [[nodiscard]] double least() const noexcept {
    constexpr double rounding = 1e-6;
    const Scored* const limit = hits_.limit();
    return limit == nullptr ? 0 : std::max(limit->score - rounding, 0.0);
  }

  /// \param hit  whose words score least() at least
  void add(Scored hit) {
    hit.stages.words = rounded(hit.stages.words);
    hit.score = rounded(hit.stages.words * recency_.factor(hit));
    hits_.add(hit);
  }

  [[nodiscard]] std::vector<Scored> take() && { return std::move(hits_).take(); }

 private:
  const Recency& recency_;
  Firsts<Scored, BestFirst> hits_;
};

void add_all(WordScores scores, std::uint32_t segment, Best& best, Deadline& deadline) {
  constexpr std::uint64_t a_docid = 3;  // in units of Budget
  double least = best.least();
  const auto add = [&](std::uint32_t docid, double score) {
    if (score < least) return;
    best.add({{.segment = segment, .docid = docid}, {.words = score}});
    least = best.least();
  };
  while (scores.next(least, add)) deadline.check(a_docid * WordScores::window);
}

}  // namespace

/// Segment by segment: what a word is worth is known for all of them, and each needs to give only
/// what is better than the best of those before.
std::vector<Scored> rank_by_words(std::span<const OpenSegment> segments,
                                  std::span<const DocSet> matches,
                                  const std::vector<RankedWord>& words, std::uint64_t wanted,
                                  bool plain, const Recency& recency, Deadline& deadline) {
  const FirstStage stage = first_stage(segments, words, plain);
  std::uint64_t all = 0;
  for (const DocSet& set : matches) all += set.count();
  Best best(segments, recency, std::min(wanted, all));
  for (std::uint32_t i = 0; i < segments.size() && wanted > 0; ++i) {
    if (matches[i].empty()) continue;
    auto scores = WordScores::of(segments[i], matches[i], stage.words, stage.weight);
    if (scores) {
      add_all(std::move(*scores), i, best, deadline);
      continue;
    }
    const SaturationWeight weight(stage.weight.b, stage.weight.mean_length);
    store::translated(segments[i].segment.folder(), [&] {
      SegmentRanking ranking(segments[i].segment, i, matches[i], recency, deadline);
      for (const Scored& hit :
           ranking.first(to_query(stage.words), weight, std::min(wanted, all), best.least()))
        if (hit.stages.words >= best.least()) best.add(hit);
    });
  }
  return std::move(best).take();
}

std::string describe_query(std::span<const OpenSegment> segments,
                           const std::vector<RankedWord>& words) {
  return to_query(first_stage(segments, words, false).words).get_description();
}

}  // namespace ae::searching
