// SPDX-License-Identifier: GPL-2.0-or-later
/// Run by run in whole numbers: sums of int8 rows, as exact on every machine.
#include "indexer/entities/decode.hpp"

#include "indexer/entities/best_path.hpp"
#include "indexer/entities/features.hpp"
#include "indexer/entities/row_sums.hpp"
#include "indexer/entities/votes.hpp"

#include <array>
#include <limits>

namespace ae::indexing {
namespace {

static_assert(Features::most * 128 <= std::numeric_limits<std::int16_t>::max());

void add(const PassScores& more, PassScores& sums) {
  for (std::size_t pass = 0; pass < sums.size(); ++pass)
    for (std::size_t label = 0; label < row_width; ++label)
      sums[pass][label] = static_cast<std::int16_t>(sums[pass][label] + more[pass][label]);
}

/// What the words around one token add to its scores: of the parts that are remembered the sum, of
/// the others the rows.
class TokenSum {
 public:
  /// Looks up what is remembered, and asks for the rows of what is not.
  void begin(const Sight& sight, std::size_t at, const Weights& weights, const SumMemory& memory) {
    sums_ = {};
    for (std::size_t part = 0; part < parts.size(); ++part) {
      auto& features = features_[part];
      features.clear();
      keys_[part] = part_key(sight, at, parts[part]);
      const auto* known = keys_[part] == 0 ? nullptr : memory.find(keys_[part]);
      if (known != nullptr) {
        add(*known, sums_);
        continue;
      }
      add_part(sight, at, parts[part], features);
      weights.to_rows(features.all());
      for (const auto row : features.all()) __builtin_prefetch(&weights.rows[row]);
    }
  }

  /// Adds the rows up, and remembers the sums that come again.
  const PassScores& end(const Weights& weights, SumMemory& memory) {
    for (std::size_t part = 0; part < parts.size(); ++part) {
      const auto rows = features_[part].all();
      if (rows.empty()) continue;
      if (keys_[part] == 0) {
        add_rows(weights, rows, sums_);
        continue;
      }
      PassScores sum{};
      add_rows(weights, rows, sum);
      memory.keep(keys_[part], sum);
      add(sum, sums_);
    }
    return sums_;
  }

  static constexpr std::array parts{Part::own, Part::before, Part::after, Part::around};

 private:
  PassScores sums_{};
  std::array<std::uint64_t, parts.size()> keys_{};  // 0: not to be remembered
  std::array<Features, parts.size()> features_;     // none of what is remembered
};

/// What the words add to the scores of each candidate, for each pass, candidates in order.
class WordScores {
 public:
  WordScores(const Sight& sight, const Weights& weights, SumMemory& memory)
      : weights_(weights), memory_(memory) {
    std::size_t candidates = 0;
    for (const auto& run : sight.runs) candidates += run.size();
    for (std::size_t pass = 0; pass < weights.passes(); ++pass) scores_[pass].reserve(candidates);
    // Most of the time goes into waiting for memory: the sums of all tokens are asked for
    // first, and rows while the token before is summed up.
    for (const auto& run : sight.runs)
      for (auto i = run.from; i < run.to; ++i) fetch(sight, i);
    for (const auto& run : sight.runs) {
      for (auto i = run.from; i < run.to; ++i) {
        tokens_[turn_].begin(sight, i, weights, memory);
        turn_ = 1 - turn_;
        if (started_) take(tokens_[turn_]);
        started_ = true;
      }
    }
    if (started_) take(tokens_[1 - turn_]);
  }

  [[nodiscard]] std::vector<Scores>& of(std::size_t pass) { return scores_[pass]; }

 private:
  void fetch(const Sight& sight, std::size_t at) const {
    for (const auto part : {Part::own, Part::before, Part::after})
      if (const auto key = part_key(sight, at, part); key != 0) memory_.fetch(key);
  }

  void take(TokenSum& token) {
    const auto& sums = token.end(weights_, memory_);
    for (std::size_t pass = 0; pass < weights_.passes(); ++pass)
      scores_[pass].push_back(sums[pass]);
  }

  const Weights& weights_;
  SumMemory& memory_;
  std::array<TokenSum, 2> tokens_;  // the one before and this one, by turns
  std::size_t turn_ = 0;
  bool started_ = false;
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

std::vector<Label> find_labels(const Sight& sight, const Weights& weights, SumMemory& sums) {
  std::vector<Label> labels(sight.tokens.size(), outside);
  WordScores words(sight, weights, sums);
  label_runs(sight.runs, weights.transitions[0], words.of(0), labels);
  if (weights.passes() == 1) return labels;
  add_votes(sight, weights, count_votes(sight.tokens, sight.runs, labels), words.of(1));
  label_runs(sight.runs, weights.transitions[1], words.of(1), labels);
  return labels;
}

}  // namespace ae::indexing
