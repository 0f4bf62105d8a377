// SPDX-License-Identifier: GPL-2.0-or-later
#include "relevance/measures.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace ae::test;

TEST_CASE("a run is measured as trec_eval measures it", "[relevance]") {
  const Judgements judged{{"a", 1}, {"b", 1}, {"c", 0}, {"d", 1}};
  const std::vector<std::string> run{"x", "a", "c", "b"};
  const Measures measures = measure(run, judged);
  CHECK(measures.reciprocal_rank == Approx(0.5));
  CHECK(measures.average_precision == Approx((1.0 / 2 + 2.0 / 4) / 3));
  CHECK(measures.precision_10 == Approx(0.2));
  const double ideal = 1 + 1 / std::log2(3) + 1 / std::log2(4);
  CHECK(measures.ndcg_10 == Approx((1 / std::log2(3) + 1 / std::log2(5)) / ideal));
}

TEST_CASE("grades are gains", "[relevance]") {
  const Judgements judged{{"a", 1}, {"b", 3}};
  CHECK(measure(std::vector<std::string>{"b", "a"}, judged).ndcg_10 == Approx(1));
  const double worse = (1 + 3 / std::log2(3)) / (3 + 1 / std::log2(3));
  CHECK(measure(std::vector<std::string>{"a", "b"}, judged).ndcg_10 == Approx(worse));
}

TEST_CASE("what is found past the tenth rank counts for the means only", "[relevance]") {
  std::vector<std::string> run(12, "x");
  run[10] = "a";
  const Measures measures = measure(run, {{"a", 1}});
  CHECK(measures.ndcg_10 == 0);
  CHECK(measures.precision_10 == 0);
  CHECK(measures.reciprocal_rank == Approx(1.0 / 11));
}

TEST_CASE("nothing relevant, nothing measured", "[relevance]") {
  const Measures measures = measure(std::vector<std::string>{"a"}, {{"a", 0}});
  CHECK(measures.average_precision == 0);
  CHECK(measures.ndcg_10 == 0);
}
