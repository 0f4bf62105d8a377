// SPDX-License-Identifier: GPL-2.0-or-later
// Searches that use several threads, over as many articles as these need to be started.
#include "ae/searcher.hpp"
#include "common/store/support.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace ae;
using namespace ae::test;

namespace {

std::vector<store::StoredArticle> many(int number = 6'200, std::string_view more = "") {
  std::vector<store::StoredArticle> out;
  for (int i = 0; i < number; ++i) {
    auto& made = out.emplace_back(article(
        fmt::format("Story {}", i),
        fmt::format("The {} of the {} voted {} times on the bridge. It was the end {} the day.{}",
                    i % 5 == 0 ? "council" : "councils", i % 3 == 0 ? "town" : "Towns", i,
                    i % 7 == 0 ? "of" : "before", more)));
    made.outlet = i % 2 == 0 ? "The Lantern" : "The Courier";
  }
  return out;
}

const SmallArchive& archive() {
  static const SmallArchive made(many());
  return made;
}

Searcher with(unsigned threads) {
  return Searcher(Sources{.archives = {archive().path()}, .threads = threads});
}

std::string hits_of(const Response& response) {
  std::string out;
  for (const Hit& hit : response.hits) {
    out += fmt::format("{} {}", hit.id, hit.score);
    for (const Snippet& each : hit.snippets) out += fmt::format(" {}", each.text);
    out += '\n';
  }
  return out;
}

std::string facets_of(const Response& response) {
  std::string out;
  for (const FacetValue& each : response.facets.at(0).values)
    out += fmt::format("{} {}\n", each.value, each.count);
  return out;
}

}  // namespace

TEST_CASE("a search answers the same on one thread and on three", "[searcher]") {
  const auto query =
      GENERATE(as<std::string>{}, "\"of the town\"", "\"the end of the day\"",
               "bridge NEAR/9 voted", "town*", "=Towns", "body:council", "NOT \"end of\"",
               "\"of the\" OR \"it was\"", "title:story the", "(council* NEAR/4 =town) -\"end of\"",
               "\"end of\" bridge outlet:\"the lantern\"");
  CAPTURE(query);
  const Request request{
      .text = query, .filters = {{"outlet", "The Courier", true}}, .facets = {{"outlet", ""}}};
  const Response one = with(1).search(request);
  const Response three = with(3).search(request);
  CHECK(one.total > 0);
  CHECK(three.total == one.total);
  CHECK(hits_of(three) == hits_of(one));
  CHECK(facets_of(three) == facets_of(one));
  CHECK(with(3).count(request) == one.total);
}

TEST_CASE("a search on three threads ends when its caller says so", "[searcher]") {
  const auto caller = std::this_thread::get_id();
  std::string more;  // so much to read that time is asked for several times meanwhile
  for (int i = 0; i < 300; ++i) more += " The bridge stood.";
  const SmallArchive long_ones(many(5'000, more));
  const Searcher searcher(Sources{.archives = {long_ones.path()}, .threads = 3});
  Request request{.text = "body:\"end before\" OR body:\"end of\"",
                  .sort = Request::Sort::newest,
                  .limit = 0,
                  .snippets = 0};
  std::set<std::string> all;
  for (const Hit& hit : searcher.search(request).hits) all.insert(hit.id);
  request.limit = 3;
  bool asked_elsewhere = false;
  bool cut_short = false;  // with some of the matches
  for (int looks = 0;; ++looks) {
    int left = looks;
    request.stop = [&] {
      asked_elsewhere = asked_elsewhere || std::this_thread::get_id() != caller;
      return left-- <= 0;
    };
    const Response response = searcher.search(request);
    for (const Hit& hit : response.hits) REQUIRE(all.contains(hit.id));
    cut_short =
        cut_short || (response.partial && response.total > 0 && response.total < all.size());
    if (response.partial || response.refused) continue;
    CHECK(response.total == all.size());
    break;
  }
  CHECK_FALSE(asked_elsewhere);
  CHECK(cut_short);
}

TEST_CASE("damage that a search on three threads comes upon is told", "[searcher]") {
  const SmallArchive damaged(many());
  for (const auto& entry : std::filesystem::recursive_directory_iterator(damaged.path()))
    if (entry.path().filename() == "words") {
      std::fstream file(entry.path(), std::ios::binary | std::ios::in | std::ios::out);
      file.seekp(100'000);
      file.write("\xff\xff\xff\xff", 4);
    }
  const Searcher searcher(Sources{.archives = {damaged.path()}, .threads = 3});
  CHECK(code_of([&] { static_cast<void>(searcher.count({.text = "\"of the town\""})); }) ==
        ErrorCode::archive_damaged);
}
