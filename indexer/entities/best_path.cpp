// SPDX-License-Identifier: GPL-2.0-or-later
/// Forward only the best scores are kept; the labels they came from are found again on the way
/// back, for one label a token instead of all.
#include "indexer/entities/best_path.hpp"

#include <algorithm>
#include <limits>

namespace ae::indexing {
namespace {

/// What a word has to lack to be in no name, in the unit of the weights. Texts are fuller of names
/// that nobody has heard of than what the model learnt from; chosen on held-out parts of
/// tests/entities/gold/train.
constexpr std::int32_t readiness = 100;

constexpr std::int32_t impossible = std::numeric_limits<std::int32_t>::min() / 2;

constexpr Types all(std::int32_t number) { return Types{} + number; }

// No branch: which one is best, no processor can predict.
[[gnu::always_inline]] inline Types larger(const Types& a, const Types& b) { return a > b ? a : b; }

/// By position, as they stand in a row by type.
[[gnu::always_inline]] inline ByPosition by_position(const Scores& scores) {
  static_assert(row_width == 16 && name_type_count == 4);
  ByPosition result;
  for (std::size_t position = 0; position < 4; ++position)
    result.names[position] =
        Types{scores[position], scores[4 + position], scores[8 + position], scores[12 + position]};
  return result;
}

/// The best way from a closed label to no name.
[[gnu::always_inline]] inline std::int32_t best_to_none(const ByPosition& before,
                                                        const Costs& costs) {
  const auto& to_none = costs.to_none;
  const Types names = larger(before.at(Position::last) + to_none.at(Position::last),
                             before.at(Position::unit) + to_none.at(Position::unit));
  return std::max({names[0], names[1], names[2], names[3], before.none + to_none.none, impossible});
}

[[gnu::always_inline]] inline ByPosition step(const ByPosition& before, const Scores& scores,
                                              const Costs& costs) {
  ByPosition best = by_position(scores);
  for (const auto next : {Position::inside, Position::last}) {
    const Types begun = before.at(Position::begin) + costs.from_open[0].at(next);
    const Types gone_on = before.at(Position::inside) + costs.from_open[1].at(next);
    best.at(next) += larger(larger(begun, gone_on), all(impossible));
  }
  Types begin = all(impossible), unit = all(impossible);
  for (std::size_t k = 0; k < closed_labels.size(); ++k) {
    const Types score = all(before.of(closed_labels[k]));
    begin = larger(begin, score + costs.from_closed[k].at(Position::begin));
    unit = larger(unit, score + costs.from_closed[k].at(Position::unit));
  }
  best.at(Position::begin) += begin;
  best.at(Position::unit) += unit;
  best.none = best_to_none(before, costs) - readiness;
  return best;
}

[[gnu::always_inline]] inline void go_forward(std::span<const Scores> scores, const Costs& costs,
                                              ByPosition* best) {
  ByPosition before;
  before.names.fill(all(impossible));
  for (const auto& here : scores) *best++ = before = step(before, here, costs);
}

void go_forward_plain(std::span<const Scores> scores, const Costs& costs, ByPosition* best) {
  go_forward(scores, costs, best);
}

#if defined(__x86_64__)

/// AVX2 has an instruction for the larger of two numbers.
[[gnu::target("avx2")]] void go_forward_wide(std::span<const Scores> scores, const Costs& costs,
                                             ByPosition* best) {
  go_forward(scores, costs, best);
}

#else

void go_forward_wide(std::span<const Scores> scores, const Costs& costs, ByPosition* best) {
  go_forward(scores, costs, best);
}

#endif

Costs costs_of(const Transitions& transitions) {
  const auto cost = [&](Label label, Label next) {
    return transitions[label * label_count + next];
  };
  Costs costs;
  for (Label type = 0; type < name_type_count; ++type) {
    const auto labelled = [type](Position position) {
      return label_of(static_cast<NameType>(type), position);
    };
    for (std::size_t k = 0; k < closed_labels.size(); ++k)
      for (const auto next : {Position::begin, Position::unit})
        costs.from_closed[k].at(next)[type] = cost(closed_labels[k], labelled(next));
    for (const auto next : {Position::inside, Position::last}) {
      costs.from_open[0].at(next)[type] = cost(labelled(Position::begin), labelled(next));
      costs.from_open[1].at(next)[type] = cost(labelled(Position::inside), labelled(next));
    }
    for (const auto closed : {Position::last, Position::unit})
      costs.to_none.at(closed)[type] = cost(labelled(closed), outside);
  }
  costs.to_none.none = cost(outside, outside);
  return costs;
}

}  // namespace

BestPath::BestPath(const Transitions& transitions, Kernel kernel)
    : transitions_(transitions), kernel_(kernel), costs_(costs_of(transitions)) {}

void BestPath::find(std::span<const Scores> scores, std::span<Label> labels) {
  if (scores.size() == 1) {  // as two runs of three are
    labels[0] = find_alone(scores[0]);
    return;
  }
  if (best_.size() < scores.size()) best_.resize(scores.size());
  if (is_wide(kernel_))
    go_forward_wide(scores, costs_, best_.data());
  else
    go_forward_plain(scores, costs_, best_.data());
  Label next = outside;
  for (auto i = scores.size(); i-- > 0;) next = labels[i] = before(best_[i], next);
}

/// The best label of a run of one token: a whole name, or none.
Label BestPath::find_alone(const Scores& scores) const {
  const auto cost = [&](Label label) {
    return transitions_[outside * label_count + label] +
           transitions_[label * label_count + outside];
  };
  auto top = impossible;
  Label found = outside;
  for (Label type = 0; type < name_type_count; ++type) {
    const auto label = label_of(static_cast<NameType>(type), Position::unit);
    const auto score = scores[label] + cost(label);
    if (score > top) found = label;
    top = std::max(top, score);
  }
  return cost(outside) - readiness > top ? outside : found;
}

/// The label from which \p next was reached with the best score.
Label BestPath::before(const ByPosition& best, Label next) const {
  const auto& from = predecessors[next];
  auto top = impossible;
  Label found = outside;
  for (std::size_t k = 0; k < from.count; ++k) {
    const auto score = best.of(from.of[k]) + transitions_[from.of[k] * label_count + next];
    const bool better = score > top;
    top = better ? score : top;
    found = better ? from.of[k] : found;
  }
  return found;
}

}  // namespace ae::indexing
