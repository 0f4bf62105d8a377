// SPDX-License-Identifier: GPL-2.0-or-later
/// Viterbi in whole numbers, run by run: sums of int8 rows, as exact on every machine.
#include "indexer/entities/decode.hpp"

#include "indexer/entities/features.hpp"
#include "indexer/entities/votes.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <tuple>
#include <utility>

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

/// A number for each type of name, in one register.
using Types [[gnu::vector_size(4 * name_type_count)]] = std::int32_t;

/// A number for each label, those of a position side by side: what may follow depends on the
/// position, and a step takes the types together.
struct ByPosition {
  std::array<Types, 4> names{};
  std::int32_t none = 0;

  [[nodiscard]] std::int32_t of(Label label) const noexcept {
    if (label == outside) return none;
    const auto type = static_cast<std::size_t>(type_of(label));
    return names[static_cast<std::size_t>(position_of(label))][type];
  }
  [[nodiscard]] Types& at(Position position) noexcept {
    return names[static_cast<std::size_t>(position)];
  }
  [[nodiscard]] const Types& at(Position position) const noexcept {
    return names[static_cast<std::size_t>(position)];
  }
};

/// The labels behind which no name goes on, in their order.
constexpr auto closed = [] {
  std::array<Label, 2 * name_type_count + 1> labels{};
  std::size_t count = 0;
  for (Label label = 0; label < label_count; ++label)
    if (!is_open(label)) labels[count++] = label;
  return labels;
}();

constexpr Types all(std::int32_t number) { return Types{} + number; }

constexpr std::int32_t impossible = std::numeric_limits<std::int32_t>::min() / 2;

/// The best score so far, and the label before that gave it. Equal scores: the first one.
struct Top {
  Types score = all(impossible);
  Types from = all(outside);

  void offer(const Types& other, const Types& label) noexcept {
    // No branch: which one is best, no processor can predict.
    const auto better = other > score;
    score = better ? other : score;
    from = better ? label : from;
  }
};

class Decoder {
 public:
  explicit Decoder(const Transitions& transitions) : transitions_(transitions) {
    for (std::size_t k = 0; k < closed.size(); ++k) from_closed_[k] = from(closed[k]);
    for (Label type = 0; type < name_type_count; ++type)
      for (const auto position : {Position::begin, Position::inside}) {
        const auto label = label_of(static_cast<NameType>(type), position);
        for (const auto next : {Position::inside, Position::last})
          from_open_[static_cast<std::size_t>(position)].at(next)[type] =
              cost(label, label_of(static_cast<NameType>(type), next));
      }
  }

  /// \p scores gives those of a token.
  template <class Score>
  void decode(const Span& run, std::vector<Label>& labels, Score scores) {
    trace_.resize(run.size());
    ByPosition best;
    best.names.fill(all(impossible));
    for (auto i = run.from; i < run.to; ++i) best = step(best, scores(i), trace_[i - run.from]);
    auto label = last_label(best);
    for (auto i = run.to; i-- > run.from;) {
      labels[i] = label;
      label = static_cast<Label>(trace_[i - run.from].of(label));
    }
  }

 private:
  [[nodiscard]] std::int32_t cost(Label label, Label next) const {
    return transitions_[label * label_count + next];
  }

  /// What it costs to go from a closed label to any that may follow.
  [[nodiscard]] ByPosition from(Label label) const {
    ByPosition costs;
    for (Label type = 0; type < name_type_count; ++type)
      for (const auto next : {Position::begin, Position::unit})
        costs.at(next)[type] = cost(label, label_of(static_cast<NameType>(type), next));
    costs.none = cost(label, outside);
    return costs;
  }

  ByPosition step(const ByPosition& before, const Scores& scores, ByPosition& trace) const {
    ByPosition best = scores_of(scores);
    const auto take = [&](Position position, const Top& top) {
      best.at(position) += top.score;
      trace.at(position) = top.from;
    };
    continue_names(before, take);
    begin_names(before, take);
    std::tie(best.none, trace.none) = best_before_none(before);
    best.none -= readiness;
    return best;
  }

  /// A name that goes on is of the type that it was.
  template <class Take>
  void continue_names(const ByPosition& before, Take take) const {
    static constexpr Types begins{0, 4, 8, 12};
    for (const auto next : {Position::inside, Position::last}) {
      Top top;
      top.offer(before.at(Position::begin) + from_open_[0].at(next), begins);
      top.offer(before.at(Position::inside) + from_open_[1].at(next), begins + 1);
      take(next, top);
    }
  }

  template <class Take>
  void begin_names(const ByPosition& before, Take take) const {
    Top begin, unit;
    for (std::size_t k = 0; k < closed.size(); ++k) {
      const Types score = all(before.of(closed[k]));
      const Types label = all(closed[k]);
      begin.offer(score + from_closed_[k].at(Position::begin), label);
      unit.offer(score + from_closed_[k].at(Position::unit), label);
    }
    take(Position::begin, begin);
    take(Position::unit, unit);
  }

  /// The best score with which no name begins here, and the label before.
  [[nodiscard]] std::pair<std::int32_t, Label> best_before_none(const ByPosition& before) const {
    auto top = impossible;
    Label from = outside;
    for (std::size_t k = 0; k < closed.size(); ++k) {
      const auto score = before.of(closed[k]) + from_closed_[k].none;
      const bool better = score > top;
      top = better ? score : top;
      from = better ? closed[k] : from;
    }
    return {top, from};
  }

  /// By position, as they stand in a row by type.
  static ByPosition scores_of(const Scores& scores) noexcept {
    static_assert(row_width == 16 && name_type_count == 4);
    ByPosition result;
    for (std::size_t position = 0; position < 4; ++position)
      result.names[position] = Types{scores[position], scores[4 + position], scores[8 + position],
                                     scores[12 + position]};
    return result;
  }

  [[nodiscard]] Label last_label(const ByPosition& best) const {
    return best_before_none(best).second;
  }

  const Transitions& transitions_;
  std::array<ByPosition, closed.size()> from_closed_;  // beside `closed`
  std::array<ByPosition, 2> from_open_;                // from begin and from inside
  std::vector<ByPosition> trace_;                      // the label before, by label
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
