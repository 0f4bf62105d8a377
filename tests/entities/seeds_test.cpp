// SPDX-License-Identifier: GPL-2.0-or-later
/// The extractor against a careful person's reading of five real articles, where they are at hand.
#include <catch2/catch.hpp>
#include <fmt/core.h>

#include "entities/gold.hpp"

namespace ae::test {

TEST_CASE("entities of real articles agree with a careful reading", "[entities][seeds]") {
  const auto folder = seeds_folder();
  if (!folder) {
    WARN("no seeds beside the project: nothing measured");
    return;
  }
  const auto scores = score_seeds(*folder);
  for (const auto& line : scores.errors) UNSCOPED_INFO(line);
  const auto& [people, orgs, places] = scores.types;
  fmt::print("seeds: people F1 {:.3f}, organisations {:.3f}, places {:.3f}, all {:.3f}\n",
             people.f1(), orgs.f1(), places.f1(), training::total(scores.types).f1());
  CHECK(people.f1() >= 0.92);
  CHECK(training::total(scores.types).f1() >= 0.90);
}

}  // namespace ae::test
