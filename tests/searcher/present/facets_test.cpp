// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/facets.hpp"

#include "support/small_archive.hpp"
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace ae;
using namespace ae::test;
using namespace std::chrono_literals;

namespace {

store::StoredArticle by(std::string outlet, std::optional<Day> date,
                        std::vector<std::string> people = {}) {
  auto out = article("a", "b");
  out.outlet = std::move(outlet);
  out.date = date;
  for (auto& person : people) {
    out.body.mentions.push_back({.bytes = {}, .type = 0, .canonical = person});
    out.body.mentions.push_back({.bytes = {}, .type = 0, .canonical = std::move(person)});
  }
  return out;
}

/// Two segments, one article removed.
struct Fixture {
  Fixture() {
    archive.add({by("Lantern", 2017y / 12 / 13, {"Doug Jones", "Roy Moore"}),
                 by("Lantern", 2018y / 1 / 2, {"Roy Moore"}), by("Gull", 2017y / 12 / 13)});
    const auto second = archive.add({by("Gull", {}), by("", 2017y / 12 / 14, {"Roy Moore"}),
                                     by("Umbrella", 2016y / 1 / 1, {"Nobody"})});
    archive.remove(second, {3});
  }
  SmallArchive archive;
};

/// `value count`, `*` before selected ones; in brackets how many values there are.
std::string counted(const SmallArchive& archive, Request request) {
  std::string out;
  for (const Facet& facet : archive.searcher().search(request).facets) {
    out += fmt::format("{}[{}]", out.empty() ? "" : "; ", facet.distinct);
    for (const FacetValue& each : facet.values)
      out += fmt::format(" {}{} {}", each.selected ? "*" : "", each.value, each.count);
  }
  return out;
}

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

TEST_CASE_METHOD(Fixture, "facets count every article in force, in all segments",
                 "[searcher][present]") {
  Request request;
  request.facets = {
      {"outlet", ""}, {"person", ""}, {"date", ""}, {"date", "year"}, {"date", "day"}};
  CHECK(counted(archive, request) ==
        "[3] Gull 2 Lantern 2 unknown 1; [2] Roy Moore 3 Doug Jones 1; "
        "[3] 2017-12 3 2018-01 1 unknown 1; [3] 2017 3 2018 1 unknown 1; "
        "[4] 2017-12-13 2 2017-12-14 1 2018-01-02 1 unknown 1");
}

TEST_CASE_METHOD(Fixture, "a facet leaves out its own field's filters alone",
                 "[searcher][present]") {
  Request request;
  request.filters = {{"outlet", "gull", false}, {"date", "2017-12", false}};
  request.facets = {{"outlet", ""}, {"date", ""}};
  CHECK(counted(archive, request) == "[3] *Gull 1 Lantern 1 unknown 1; [2] *2017-12 1 unknown 1");
  request.filters = {{"outlet", "gull", true}};
  CHECK(counted(archive, request) == "[2] Lantern 2 unknown 1; [2] 2017-12 2 2018-01 1");
}

TEST_CASE_METHOD(Fixture, "facets show as many values as asked for, and selected ones always",
                 "[searcher][present]") {
  Request request;
  request.facets = {{"outlet", ""}};
  request.facet_limit = 1;
  CHECK(counted(archive, request) == "[3] Gull 2");
  request.filters = {{"outlet", "unknown", false}};
  CHECK(counted(archive, request) == "[3] Gull 2 *unknown 1");
  request.filters = {};
  request.facet_limit = 0;
  request.facet_find = "LAN";
  CHECK(counted(archive, request) == "[1] Lantern 2");
}

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

TEST_CASE("few matches and many are counted alike", "[searcher][present]") {
  constexpr std::size_t articles = 1500;
  const auto matches = GENERATE(as<std::size_t>{}, 1, 7, 12, 100, 1500);
  const auto limit = GENERATE(as<std::uint64_t>{}, 0, 1, 3, 50, ~std::uint64_t{0});
  CAPTURE(matches, limit);
  std::map<std::string, std::uint64_t> people;
  std::vector<store::StoredArticle> all;
  for (std::size_t i = 0; i < articles; ++i) {
    const bool found = i * matches / articles != (i + 1) * matches / articles;
    auto one = article("a", found ? "goose" : "gander");
    one.date = 2017y / 12 / 13;
    for (const std::size_t of : {std::size_t{7}, std::size_t{40}}) {
      auto name = fmt::format("Bearer {:02}", i % of);
      if (found && one.body.mentions.empty()) ++people[name];
      if (found && !one.body.mentions.empty() && name != one.body.mentions[0].canonical)
        ++people[name];
      one.body.mentions.push_back({.bytes = {}, .type = 0, .canonical = std::move(name)});
    }
    all.push_back(std::move(one));
  }
  SmallArchive archive;
  archive.add(all);
  std::vector<std::pair<std::string, std::uint64_t>> expected(people.begin(), people.end());
  std::ranges::stable_sort(expected, std::greater{}, [](const auto& each) { return each.second; });
  if (limit > 0 && limit < expected.size()) expected.resize(limit);
  std::string wanted = fmt::format("[{}]", people.size());
  for (const auto& [name, count] : expected) wanted += fmt::format(" {} {}", name, count);
  Request request{.text = "goose"};
  request.facets = {{"person", ""}, {"date", "day"}};
  request.facet_limit = limit;
  CHECK(counted(archive, request) == fmt::format("{}; [1] 2017-12-13 {}", wanted, matches));
}
