// SPDX-License-Identifier: GPL-2.0-or-later
/// Viterbi in whole numbers, run by run: sums of int8 rows, as exact on every machine.
#include "indexer/entities/decode.hpp"

#include "indexer/entities/features.hpp"
#include "indexer/entities/votes.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace ae::indexing {
namespace {

static_assert(Features::most * 128 <= std::numeric_limits<std::int16_t>::max());
using Scores = std::array<std::int16_t, row_width>;

/// A sum of rows in vector registers: left to itself, g++ 12 adds lane by lane. Halves of 128 bits,
/// as every x86-64 has them; larger ones it would keep in memory.
class RowSum {
 public:
  explicit RowSum(const Scores& start) {
    std::memcpy(&low_, start.data(), sizeof low_);
    std::memcpy(&high_, start.data() + lanes, sizeof high_);
  }

  void add(const Row& row) {
    Narrow low, high;
    std::memcpy(&low, row.data(), sizeof low);
    std::memcpy(&high, row.data() + lanes, sizeof high);
    low_ += __builtin_convertvector(low, Wide);
    high_ += __builtin_convertvector(high, Wide);
  }

  [[nodiscard]] Scores scores() const {
    Scores result;
    std::memcpy(result.data(), &low_, sizeof low_);
    std::memcpy(result.data() + lanes, &high_, sizeof high_);
    return result;
  }

 private:
  static constexpr std::size_t lanes = row_width / 2;
  using Narrow [[gnu::vector_size(lanes)]] = std::int8_t;
  using Wide [[gnu::vector_size(2 * lanes)]] = std::int16_t;
  Wide low_{}, high_{};
};

/// What the words add to the scores of each candidate, for each pass, candidates in order.
class WordScores {
 public:
  WordScores(const Sight& sight, const Weights& weights) : weights_(weights) {
    std::size_t candidates = 0;
    for (const auto& run : sight.runs) candidates += run.size();
    for (std::size_t pass = 0; pass < weights.passes(); ++pass) scores_[pass].reserve(candidates);
    for (const auto& run : sight.runs) {
      for (auto i = run.from; i < run.to; ++i) {
        auto& next = features_[turn_];
        next.clear();
        add_word_features(sight, i, next);
        fetch(next);
        turn_ = 1 - turn_;
        sum(features_[turn_]);
      }
    }
    sum(features_[1 - turn_]);
  }

  [[nodiscard]] const std::vector<Scores>& of(std::size_t pass) const { return scores_[pass]; }

 private:
  // Most of the time goes into waiting for rows: those of a token are asked for while the token
  // before is summed up.
  void fetch(const Features& next) const {
    for (const auto hash : next) __builtin_prefetch(&weights_.rows[weights_.row_of(hash)]);
  }

  void sum(const Features& ready) {
    if (ready.begin() == ready.end()) return;
    RowSum first({});
    RowSum second({});
    const bool both = weights_.passes() > 1;
    for (const auto hash : ready) {
      const auto* rows = &weights_.rows[weights_.row_of(hash)];
      first.add(rows[0]);
      if (both) second.add(rows[1]);
    }
    scores_[0].push_back(first.scores());
    if (both) scores_[1].push_back(second.scores());
  }

  const Weights& weights_;
  std::array<Features, 2> features_;  // of the token before and of this one, by turns
  std::size_t turn_ = 0;
  std::array<std::vector<Scores>, 2> scores_;
};

/// The score of a token in the second pass: \p words, and what the votes say.
Scores with_votes(const Sight& sight, const Weights& weights, const Votes& votes, std::size_t at,
                  const Scores& words) {
  Features features;
  add_vote_features(sight, votes, at, features);
  RowSum sum(words);
  for (const auto hash : features) sum.add(weights.rows[weights.row_of(hash) + 1]);
  return sum.scores();
}

/// What a word has to lack to be in no name, in the unit of the weights. Texts are fuller of names
/// that nobody has heard of than what the model learnt from; chosen on held-out parts of
/// tests/entities/gold/train.
constexpr std::int32_t readiness = 100;

class Decoder {
 public:
  explicit Decoder(const Transitions& transitions) : transitions_(transitions) {}

  /// \p scores gives those of a token.
  template <class Score>
  void decode(const Span& run, std::vector<Label>& labels, Score scores) {
    trace_.resize(run.size());
    Best best{};
    best.fill(impossible);
    best[outside] = 0;
    for (auto i = run.from; i < run.to; ++i) best = step(best, scores(i), trace_[i - run.from]);
    auto label = last_label(best);
    for (auto i = run.to; i-- > run.from;) {
      labels[i] = label;
      label = trace_[i - run.from][label];
    }
  }

 private:
  static constexpr std::int32_t impossible = std::numeric_limits<std::int32_t>::min() / 2;
  using Best = std::array<std::int32_t, label_count>;
  using Trace = std::array<Label, label_count>;

  Best step(const Best& before, const Scores& scores, Trace& trace) const {
    Best best{};
    for (Label next = 0; next < label_count; ++next) {
      auto top = impossible;
      Label from = outside;
      for (std::size_t k = 0; k < predecessors[next].count; ++k) {
        const auto label = predecessors[next].of[k];
        const auto score = before[label] + transitions_[label * label_count + next];
        // No branch: which one is best, no processor can predict.
        const bool better = score > top;
        top = better ? score : top;
        from = better ? label : from;
      }
      best[next] = top + (next == outside ? -readiness : scores[next]);
      trace[next] = from;
    }
    return best;
  }

  [[nodiscard]] Label last_label(const Best& best) const {
    Label last = outside;
    auto top = impossible;
    for (std::size_t k = 0; k < predecessors[outside].count; ++k) {
      const auto label = predecessors[outside].of[k];
      const auto score = best[label] + transitions_[label * label_count + outside];
      if (score <= top) continue;
      top = score;
      last = label;
    }
    return last;
  }

  const Transitions& transitions_;
  std::vector<Trace> trace_;
};

}  // namespace

std::vector<Label> find_labels(const Sight& sight, const Weights& weights) {
  std::vector<Label> labels(sight.tokens.size(), outside);
  const WordScores words(sight, weights);
  std::size_t next = 0;
  Decoder first(weights.transitions[0]);
  for (const auto& run : sight.runs) {
    first.decode(run, labels, [&](std::size_t) { return words.of(0)[next++]; });
  }
  if (weights.passes() == 1) return labels;
  const auto votes = count_votes(sight.tokens, sight.runs, labels);
  next = 0;
  Decoder second(weights.transitions[1]);
  for (const auto& run : sight.runs) {
    second.decode(run, labels, [&](std::size_t i) {
      return with_votes(sight, weights, votes, i, words.of(1)[next++]);
    });
  }
  return labels;
}

}  // namespace ae::indexing
