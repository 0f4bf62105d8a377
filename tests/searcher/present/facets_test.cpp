// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>

using namespace ae::test;

namespace {

TestArchive outlets() {
  std::string lines;
  const auto add = [&](int id, std::string_view outlet, std::string_view text) {
    lines += R"({"id":")" + std::to_string(id) + R"(","title":"x","outlet":")" +
             std::string(outlet) + R"(","text":")" + std::string(text) + ' ' + std::to_string(id) +
             "\"}\n";
  };
  for (int id = 0; id < 8; ++id) add(id, "The Lantern", id < 2 ? "snow fell" : "rain fell");
  for (int id = 8; id < 10; ++id) add(id, "Semaphore", "snow fell");
  add(10, "", "snow fell");
  return TestArchive(Files{{"a.jsonl", lines}});
}

}  // namespace

TEST_CASE("shares tell how much of its own output an outlet gave", "[searcher][present]") {
  const TestArchive archive = outlets();
  const auto response =
      archive.searcher().search({.text = "snow", .facets = {{"outlet", "share"}}});
  REQUIRE(response.facets.size() == 1);
  const auto& values = response.facets[0].values;
  REQUIRE(values.size() == 3);
  CHECK(values[0].value == "Semaphore");
  CHECK(values[0].count == 2);
  CHECK(values[0].share == 1.0);
  CHECK(values[1].value == "The Lantern");
  CHECK(values[1].count == 2);
  CHECK(values[1].share == 0.25);
  CHECK(values[2].value == "unknown");
  CHECK(values[2].share == 1.0);
}

TEST_CASE("only days have units, only values have shares", "[searcher][present]") {
  const TestArchive archive = outlets();
  const auto facet = GENERATE(values<ae::FacetRequest>({{"outlet", "year"}, {"date", "share"}}));
  CHECK_THROWS_AS(archive.searcher().search({.facets = {facet}}), ae::Error);
}
