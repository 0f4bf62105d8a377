// SPDX-License-Identifier: GPL-2.0-or-later
/// Searches that have to end before they are done: whatever they tell is right, and what they do
/// not tell they say. No clock: the caller's `stop` ends them at every moment that there is.
#include "searcher/render/renderer.hpp"
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <set>
#include <string>

using namespace ae;
using namespace ae::test;
using namespace std::chrono_literals;

namespace {

/// Thirty articles in two archives' segments.
const TestArchive& articles() {
  static const TestArchive archive([] {
    Files files;
    for (int i = 0; i < 30; ++i)
      files.push_back(
          {fmt::format("{:02}.md", i),
           fmt::format("---\ntitle: Story {}\ndate: 2017-12-{:02}\noutlet: The {}\n---\n\n"
                       "The council of the town voted {} times on the bridge in Ohio. "
                       "{} It was the end of the day.\n",
                       i, 1 + i % 28, i % 3 == 0 ? "Lantern" : "Courier", i,
                       i % 2 == 0 ? "The mayor spoke of snow." : "Nobody spoke.")});
    return files;
  }());
  return archive;
}

Request everything(std::string_view text) {
  Request request;
  request.text = text;
  request.limit = 25;
  request.expand = true;
  request.facets = {{"outlet", ""}, {"date", ""}, {"place", "share"}};
  request.pairs = {"outlet", "place"};
  return request;
}

std::set<std::string> ids(const Response& response) {
  std::set<std::string> out;
  for (const Hit& hit : response.hits) out.insert(hit.id);
  return out;
}

std::string facets_of(const Response& response, std::string_view field) {
  std::string out;
  for (const Facet& facet : response.facets)
    if (facet.field == field)
      for (const FacetValue& each : facet.values)
        out += fmt::format("{}:{} ", each.value, each.count);
  return out;
}

/// What \p cut tells is what \p whole tells.
void check_right(const Response& cut, const Response& whole, const std::set<std::string>& all) {
  if (cut.refused) {
    CHECK(cut.refused->code == "timeout");
    CHECK(cut.hits.empty());
    return;
  }
  CHECK(cut.partial == (note(cut, "timeout") != nullptr));
  CHECK(cut.total <= whole.total);
  CHECK((cut.total == whole.total) >= cut.exact);
  for (const std::string& id : ids(cut)) CHECK(all.contains(id));
  for (const Facet& facet : cut.facets)
    CHECK(facets_of(cut, facet.field) == facets_of(whole, facet.field));
  CHECK((cut.pairs.empty() || cut.pairs.size() == whole.pairs.size()));
  if (cut.partial) return;
  CHECK(cut.facets.size() == whole.facets.size());
  CHECK(cut.hits.size() == whole.hits.size());
}

}  // namespace

TEST_CASE("a search may be ended at any moment and tells nothing wrong", "[searcher][timeout]") {
  const Searcher searcher = articles().searcher();
  const auto query = GENERATE(as<std::string>{}, "\"of the\"", "council mayor snow bridge", "*",
                              "zyzzyva council", "mayr");
  CAPTURE(query);
  Request request = everything(query);
  request.collapse = GENERATE(Request::Collapse::none, Request::Collapse::outlet);
  request.sort = GENERATE(Request::Sort::relevance, Request::Sort::oldest);
  const Response whole = searcher.search(request);
  REQUIRE_FALSE(whole.partial);
  Request of_all = request;
  of_all.limit = 0;
  of_all.collapse = Request::Collapse::none;
  const auto all = ids(searcher.search(of_all));
  std::uint64_t ended = 0;
  for (std::uint64_t looks = 0;; ++looks) {
    CAPTURE(looks);
    REQUIRE(looks < 10'000);
    request.stop = [left = looks]() mutable { return left == 0 || left-- == 0; };
    const Response cut = searcher.search(request);
    check_right(cut, whole, all);
    if (!cut.refused && !cut.partial) break;
    ++ended;
  }
  CHECK(ended > 0);
}

TEST_CASE("a search without any time says that nothing was found by then", "[searcher][timeout]") {
  Request request = everything("council");
  request.timeout = 0ns;
  const Response response = articles().searcher().search(request);
  REQUIRE(response.refused);
  CHECK(response.refused->code == "timeout");
}

TEST_CASE("what time did not suffice for is named", "[searcher][timeout]") {
  const Searcher searcher = articles().searcher();
  Request request = everything("council bridge");
  Response response;
  for (int most = 0; most == 0 || response.refused; ++most) {  // until all matched, then no more
    REQUIRE(most < 100);
    request.stop = [looks = 0, most]() mutable { return ++looks > most; };
    response = searcher.search(request);
  }
  CHECK(response.total == 30);
  CHECK(response.exact);
  REQUIRE(response.partial);
  CHECK(note(response, "timeout")->text ==
        "time was up: outlet is not counted; date is not counted; place is not counted; pairs are "
        "not counted; the newest articles stand first, not the most relevant; the last articles "
        "are listed without what matched in them; not all of them are listed");
  CHECK(response.hits.size() == 10);
  CHECK(response.hits.front().date == day_from_iso("2017-12-28"));
  const std::string json = searching::render::render(searching::render::Format::json, {}, response);
  CHECK(json.ends_with("\"partial\":true}\n"));
}

TEST_CASE("a count that is none yet is called so", "[searcher][render]") {
  Response response;
  response.total = response.articles = 3;
  response.exact = false;
  response.partial = true;
  CHECK(searching::render::render(searching::render::Format::text, {}, response) ==
        "at least 3 articles match\n");
  CHECK(searching::render::render(searching::render::Format::json, {}, response)
            .find("\"exact\":false") != std::string::npos);
}
