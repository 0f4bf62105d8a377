// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/sum_memory.hpp"

#include <catch2/catch.hpp>

#include <cstddef>
#include <vector>

namespace ae::indexing {
namespace {

PassScores scores_of(std::uint64_t key) {
  PassScores scores{};
  for (std::size_t pass = 0; pass < 2; ++pass)
    for (std::size_t label = 0; label < row_width; ++label)
      scores[pass][label] = static_cast<std::int16_t>(key * 7 + pass * 31 + label);
  return scores;
}

}  // namespace

TEST_CASE("a sum is found under its own key alone", "[entities]") {
  SumMemory memory;
  CHECK(memory.find(1) == nullptr);
  std::size_t found = 0;
  for (std::uint64_t key = 1; key <= 20'000; ++key) {
    memory.keep(key, scores_of(key));
    REQUIRE(memory.find(key) != nullptr);
    memory.make_room();
  }
  for (std::uint64_t key = 1; key <= 40'000; ++key) {
    const auto* sums = memory.find(key);
    if (sums == nullptr) continue;
    ++found;
    CHECK(*sums == scores_of(key));
    CHECK(key <= 20'000);
  }
  CHECK(found > 5'000);
  memory.forget();
  for (std::uint64_t key = 1; key <= 20'000; ++key) CHECK(memory.find(key) == nullptr);
}

TEST_CASE("rows are added label by label", "[entities]") {
  const std::size_t passes = GENERATE(1U, 2U);
  const auto kernel = GENERATE(Kernel::widest, Kernel::plain);
  CAPTURE(passes, kernel);
  std::vector<Row> rows(8 * passes);
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t label = 0; label < row_width; ++label)
      rows[i][label] = static_cast<std::int8_t>(i * 37 + label * 11);
  const std::vector<Transitions> transitions(passes);
  const Weights weights{transitions, rows};
  std::vector<std::uint32_t> at{3, 1, 7, 1, 13};  // features
  weights.to_rows(at);
  PassScores sums = scores_of(5);
  add_rows(weights, at, sums, kernel);
  PassScores expected = scores_of(5);
  for (const std::uint32_t feature : {3U, 1U, 7U, 1U, 13U}) {
    for (std::size_t pass = 0; pass < passes; ++pass)
      for (std::size_t label = 0; label < row_width; ++label)
        expected[pass][label] = static_cast<std::int16_t>(
            expected[pass][label] + rows[weights.row_of(feature) + pass][label]);
  }
  CHECK(sums == expected);
  if (passes == 1) return;
  Scores second = scores_of(5)[1];
  add_second_rows(weights, at, second, kernel);
  CHECK(second == expected[1]);
}

}  // namespace ae::indexing
