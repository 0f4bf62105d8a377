// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>
#include <string>

using namespace ae::test;
using Collapse = ae::Request::Collapse;

namespace {

constexpr std::string_view snow = "Snow fell on the hills again, and nobody was surprised.";

/// Seven articles: four of one text, two outlets and none.
TestArchive snowy_archive() {
  std::string lines;
  const auto add = [&](std::string_view id, std::string_view outlet, std::string_view text) {
    lines += R"({"id":")" + std::string(id) + R"(","title":"Snow )" + std::string(id) +
             R"(","outlet":")" + std::string(outlet) + R"(","text":")" + std::string(text) +
             "\"}\n";
  };
  add("1", "The Lantern", snow);
  add("2", "The Lantern", snow);
  add("3", "Semaphore", snow);
  add("4", "", snow);
  add("5", "Semaphore", "Snow, snow and snow is what the forecast has for all the week.");
  add("6", "", "A thaw ended the snow on the lower slopes before anybody could ski.");
  add("7", "Semaphore", "The road was closed by snow, the mayor said on the local radio.");
  return TestArchive(Files{{"snow.jsonl", lines}});
}

}  // namespace

TEST_CASE("copies collapse into one hit that counts them", "[searcher][match]") {
  const TestArchive archive = snowy_archive();
  const auto response =
      archive.searcher().search({.text = "snow", .collapse = Collapse::copies, .limit = 0});
  CHECK(response.total == 4);
  CHECK(response.articles == 7);
  REQUIRE(response.hits.size() == 4);
  std::multiset<std::uint64_t> more;
  for (const ae::Hit& hit : response.hits) more.insert(hit.more);
  CHECK(more == std::multiset<std::uint64_t>{0, 0, 0, 3});
}

TEST_CASE("near copies collapse with exact ones", "[searcher][match]") {
  const std::string text =
      "Snow fell on the hills above the town again on Tuesday night, and by the morning it had "
      "closed two of the three roads that lead there, the mayor told a local radio station.";
  const TestArchive archive(Files{{"1.txt", text},
                                  {"2.txt", text},
                                  {"3.txt", text + " A plough is on its way."},
                                  {"4.txt", "Snow is what the forecast has for the whole week."}});
  const ae::Searcher searcher = archive.searcher();
  ae::Request request{.text = "snow", .collapse = Collapse::near, .limit = 0};
  request.facets = {{"outlet", {}}};
  const auto response = searcher.search(request);
  CHECK(response.total == 2);
  CHECK(response.articles == 4);
  CHECK(response.facets.at(0).values.at(0).count == 4);
  CHECK(searcher.count(request) == 2);
  std::multiset<std::uint64_t> more;
  for (const ae::Hit& hit : response.hits) more.insert(hit.more);
  CHECK(more == std::multiset<std::uint64_t>{0, 2});
  request.collapse = Collapse::copies;
  CHECK(searcher.search(request).total == 3);
}

TEST_CASE("hits say what they are near copies of", "[searcher][match]") {
  const std::string text =
      "The committee has put off its vote on the new bridge until the spring, because two of its "
      "members are ill and a third wants to see another estimate of what it is going to cost.";
  const TestArchive archive(Files{{"1.txt", text},
                                  {"2.txt", text},
                                  {"3.txt", text + " Nobody else said anything."},
                                  {"4.txt", "A bridge of another kind altogether."}});
  const ae::Searcher searcher = archive.searcher();
  std::map<std::string, ae::Hit> hits;
  for (ae::Hit& hit : searcher.search({.text = "bridge", .limit = 0}).hits)
    hits.emplace(hit.path.substr(hit.path.size() - 5), std::move(hit));
  REQUIRE(hits.size() == 4);
  CHECK_FALSE(hits["1.txt"].near_copy_of);
  CHECK_FALSE(hits["2.txt"].near_copy_of);  // it has the same text
  CHECK(hits["2.txt"].copy_of == hits["1.txt"].id);
  CHECK(hits["3.txt"].near_copy_of == hits["1.txt"].id);
  CHECK_FALSE(hits["4.txt"].near_copy_of);
  const auto document = searcher.show(hits["3.txt"].id);
  REQUIRE(document);
  REQUIRE(document->copies.size() == 2);
  CHECK(document->copies[0].id == hits["1.txt"].id);
  CHECK_FALSE(document->copies[0].exact);
  CHECK(document->copies[0].of_that == 1);
  CHECK(document->copies[0].of_this > 0.8);
  CHECK(document->copies[0].of_this < 1);
  CHECK(searcher.show(hits["1.txt"].id)->copies.at(0).exact);
}

TEST_CASE("outlets collapse into one hit each, unknown ones into one", "[searcher][match]") {
  const TestArchive archive = snowy_archive();
  const auto response = archive.searcher().search(
      {.text = "snow", .collapse = Collapse::outlet, .limit = 0, .facets = {{"outlet", {}}}});
  CHECK(response.total == 3);
  CHECK(response.articles == 7);
  std::multiset<std::uint64_t> more;
  for (const ae::Hit& hit : response.hits) more.insert(hit.more);
  CHECK(more == std::multiset<std::uint64_t>{1, 1, 2});
  std::uint64_t counted = 0;
  for (const auto& value : response.facets.at(0).values) counted += value.count;
  CHECK(counted == 7);
}

TEST_CASE("pages of collapsed hits are pieces of one list", "[searcher][match]") {
  const TestArchive archive = snowy_archive();
  const auto searcher = archive.searcher();
  const auto by = GENERATE(Collapse::copies, Collapse::near, Collapse::outlet);
  const auto sort = GENERATE(ae::Request::Sort::relevance, ae::Request::Sort::newest);
  ae::Request request{.text = "snow", .sort = sort, .collapse = by, .limit = 0};
  const auto all = searcher.search(request).hits;
  std::vector<std::string> paged;
  request.limit = 1;
  for (request.offset = 0; request.offset < all.size() + 2; ++request.offset)
    for (const ae::Hit& hit : searcher.search(request).hits) {
      CHECK(hit.rank == request.offset + 1);
      CHECK(hit.more == all[request.offset].more);
      paged.push_back(hit.id);
    }
  std::vector<std::string> ids;
  for (const ae::Hit& hit : all) ids.push_back(hit.id);
  CHECK(paged == ids);
  CHECK(searcher.count(request) == all.size());
}
