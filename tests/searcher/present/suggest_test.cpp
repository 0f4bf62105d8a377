// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>

using namespace ae::test;

namespace {

const TestArchive& articles() {
  static const TestArchive archive(
      Files{{"a.txt", "Doug Jones wins the Alabama Senate race.\n\nA win is a win, he said.\n"},
            {"b.txt", "The Alabama senator conceded.\n\nThe rule of the court is law now.\n"},
            {"c.txt", "Recount likely in Alabama, says the Secretary of State.\n"},
            {"d.txt", "Snow fell on the mountains.\n"}});
  return archive;
}

ae::Response ask(std::string text) {
  return articles().searcher().search({.text = std::move(text)});
}

/// "Alabama senat: 2; ..."
std::string offered(const ae::Response& response) {
  std::string out;
  for (const auto& each : response.instead)
    out += (out.empty() ? "" : "; ") + each.query + ": " + std::to_string(each.total);
  return out;
}

}  // namespace

TEST_CASE("a misspelt word is offered as the articles spell it", "[searcher][present]") {
  const auto [typed, instead] = GENERATE(values<std::pair<std::string, std::string>>({
      {"Alabma senat", "Alabama senat: 2"},
      {"alabma", "alabama: 3"},
      {"recuont", "recount: 1"},
      {"alabma snwo", "alabama: 3; alabama OR snow: 4"},
      {"\"Alabma senate\"", "\"Alabama senate\": 1"},
      {"title:alabma", ""},
      {"ALABMA SENAT", "Alabama SENAT: 2"},
  }));
  CAPTURE(typed);
  const auto response = ask(typed);
  CHECK(response.total == 0);
  CHECK(offered(response) == instead);
}

TEST_CASE("a query that has hits is never corrected", "[searcher][present]") {
  const auto typed = GENERATE("\"a win is a win\"", "senat", "alabama OR alabma", "*");
  CAPTURE(typed);
  const auto response = ask(typed);
  CHECK(response.total > 0);
  CHECK(response.instead.empty());
}

TEST_CASE("where nothing matches, less is offered with exact counts", "[searcher][present]") {
  const auto [typed, instead] = GENERATE(values<std::pair<std::string, std::string>>({
      {"recount zzzzzz", "recount: 1"},
      {"recount snow", "snow: 1; recount OR snow: 2"},
      {"\"law of rule\"", "law of rule: 1"},
      {"recount NEAR/2 state", "recount state: 1"},
      {"alabama recount -state", "alabama NOT state: 2; (alabama OR recount) NOT state: 2"},
      {"zzzzzz qqqqqq", ""},
  }));
  CAPTURE(typed);
  const auto response = ask(typed);
  CHECK(response.total == 0);
  CHECK(offered(response) == instead);
  for (const auto& each : response.instead) {
    CHECK_FALSE(each.change.empty());
    CHECK(each.hits.size() == std::min<std::uint64_t>(each.total, 3));
    CHECK(ask(each.query).total == each.total);
  }
}

TEST_CASE("the same without filters is offered", "[searcher][present]") {
  const auto response = articles().searcher().search(
      {.text = "recount", .filters = {{.field = "outlet", .value = "The Lantern"}}});
  CHECK(response.total == 0);
  REQUIRE(offered(response) == "recount: 1");
  CHECK(response.instead[0].change == "without filters");
}

TEST_CASE("each clause of a query without hits is counted alone", "[searcher][present]") {
  const auto response = ask("alabama zzzzzz \"says the secretary\"");
  REQUIRE(note(response, "clauses"));
  CHECK(note(response, "clauses")->text ==
        "alabama: 3 articles, zzzzzz: none, \"says the secretary\": 1 article");
  CHECK(note(response, "nowhere")->text == "no article has zzzzzz");
  CHECK_FALSE(note(ask("zzzzzz"), "clauses"));
}

TEST_CASE("nothing is offered to those who do not want it", "[searcher][present]") {
  const auto response = articles().searcher().search({.text = "alabma", .alternatives = 0});
  CHECK(response.total == 0);
  CHECK(response.instead.empty());
}
