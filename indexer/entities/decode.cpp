// SPDX-License-Identifier: GPL-2.0-or-later
/// Run by run in whole numbers: sums of int8 rows, as exact on every machine.
#include "indexer/entities/decode.hpp"

#include "indexer/entities/best_path.hpp"
#include "indexer/entities/features.hpp"
#include "indexer/entities/row_sums.hpp"
#include "indexer/entities/votes.hpp"

#include <array>
#include <limits>
#include <utility>

namespace ae::indexing {
namespace {

static_assert(Features::most * 128 <= std::numeric_limits<std::int16_t>::max());

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

  [[nodiscard]] std::vector<Scores>& of(std::size_t pass) { return scores_[pass]; }

 private:
  // Most of the time goes into waiting for rows: those of a token are asked for while the token
  // before is summed up.
  void fetch(Features& next) const {
    weights_.to_rows(next.all());
    for (const auto row : next.all()) __builtin_prefetch(&weights_.rows[row]);
  }

  void sum(Features& ready) {
    if (ready.all().empty()) return;
    PassScores sums{};
    add_rows(weights_, ready.all(), sums);
    for (std::size_t pass = 0; pass < weights_.passes(); ++pass)
      scores_[pass].push_back(sums[pass]);
  }

  const Weights& weights_;
  std::array<Features, 2> features_;  // of the token before and of this one, by turns
  std::size_t turn_ = 0;
  std::array<std::vector<Scores>, 2> scores_;
};

/// Adds what the votes say to the second pass's \p scores of each candidate.
void add_votes(const Sight& sight, const Weights& weights, const Votes& votes,
               std::span<Scores> scores) {
  Features features;
  auto next = scores.begin();
  for (const auto& run : sight.runs) {
    for (auto i = run.from; i < run.to; ++i) {
      features.clear();
      add_vote_features(sight, votes, i, features);
      weights.to_rows(features.all());
      add_second_rows(weights, features.all(), *next++);
    }
  }
}

void label_runs(std::span<const Span> runs, const Transitions& transitions,
                std::span<const Scores> scores, std::span<Label> labels) {
  BestPath best(transitions);
  for (const auto& run : runs) {
    best.find(scores.first(run.size()), labels.subspan(run.from, run.size()));
    scores = scores.subspan(run.size());
  }
}

}  // namespace

std::vector<Label> find_labels(const Sight& sight, const Weights& weights) {
  std::vector<Label> labels(sight.tokens.size(), outside);
  WordScores words(sight, weights);
  label_runs(sight.runs, weights.transitions[0], words.of(0), labels);
  if (weights.passes() == 1) return labels;
  add_votes(sight, weights, count_votes(sight.tokens, sight.runs, labels), words.of(1));
  label_runs(sight.runs, weights.transitions[1], words.of(1), labels);
  return labels;
}

}  // namespace ae::indexing
