// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>

#include <set>

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
  const auto by = GENERATE(Collapse::copies, Collapse::outlet);
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
