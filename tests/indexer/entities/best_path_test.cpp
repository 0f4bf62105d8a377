// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/best_path.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace ae::indexing {
namespace {

constexpr std::int32_t readiness = 100;  // as in best_path.cpp

Transitions random_transitions(std::mt19937& random) {
  Transitions transitions;
  for (auto& each : transitions) each = static_cast<std::int16_t>(random() % 400) - 200;
  return transitions;
}

std::vector<Scores> random_scores(std::size_t size, std::mt19937& random) {
  std::vector<Scores> scores(size);
  for (auto& token : scores)
    for (auto& each : token) each = static_cast<std::int16_t>(random() % 600) - 400;
  return scores;
}

std::int32_t score_of(const std::vector<Label>& labels, const std::vector<Scores>& scores,
                      const Transitions& transitions) {
  std::int32_t sum = 0;
  Label before = outside;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    sum += transitions[before * label_count + labels[i]];
    sum += labels[i] == outside ? -readiness : scores[i][labels[i]];
    before = labels[i];
  }
  return sum + transitions[before * label_count + outside];
}

bool is_valid(const std::vector<Label>& labels) {
  Label before = outside;
  for (const auto label : labels) {
    if (!may_follow(before, label)) return false;
    before = label;
  }
  return may_follow(before, outside);
}

/// Of all valid sequences the best score.
std::int32_t best_of_all(const std::vector<Scores>& scores, const Transitions& transitions) {
  std::vector<Label> labels(scores.size(), 0);
  std::int32_t best = -1'000'000;
  for (std::size_t i = 0; i < labels.size();) {
    if (is_valid(labels)) best = std::max(best, score_of(labels, scores, transitions));
    for (i = 0; i < labels.size() && ++labels[i] == label_count; ++i) labels[i] = 0;
  }
  return best;
}

}  // namespace

TEST_CASE("no labels of a run are better than the best path's", "[entities]") {
  const auto size = GENERATE(1U, 2U, 3U, 4U);
  const auto seed = GENERATE(1U, 2U, 3U);
  const auto kernel = GENERATE(Kernel::widest, Kernel::plain);
  CAPTURE(size, seed, kernel);
  std::mt19937 random(seed);
  const auto transitions = random_transitions(random);
  const auto scores = random_scores(size, random);
  std::vector<Label> labels(size);
  BestPath(transitions, kernel).find(scores, labels);
  CHECK(is_valid(labels));
  CHECK(score_of(labels, scores, transitions) == best_of_all(scores, transitions));
}

TEST_CASE("of equally good labels the first are taken, run after run", "[entities]") {
  const Transitions transitions{};
  BestPath best(transitions);
  constexpr auto person = [](Position position) { return label_of(NameType::person, position); };
  const std::vector<std::vector<Label>> expected{
      {person(Position::unit), person(Position::begin), person(Position::last)},
      {person(Position::unit)},
      {person(Position::begin), person(Position::last)}};
  for (const auto& run : expected) {
    const std::vector<Scores> scores(run.size());
    std::vector<Label> labels(run.size(), outside);
    best.find(scores, labels);
    CHECK(labels == run);
  }
}

}  // namespace ae::indexing
