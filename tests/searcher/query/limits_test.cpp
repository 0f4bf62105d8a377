// SPDX-License-Identifier: GPL-2.0-or-later
/// Queries that nobody means: each is answered, or refused with the limit named.
#include "searcher/query/parse.hpp"
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>

using namespace ae::searching;
using namespace ae::test;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

const TestArchive& articles() {
  static const TestArchive archive(Files{{"a.txt", "Snow fell on the hills again.\n"},
                                         {"b.txt", "The thaw came in the night.\n"}});
  return archive;
}

std::size_t depth(const Node& node) {
  std::size_t deepest = 0;
  for (const Node& child : node.children) deepest = std::max(deepest, depth(child));
  return deepest + 1;
}

}  // namespace

TEST_CASE("a query beyond a limit is refused, and the limit named", "[searcher][query]") {
  struct Row {
    std::string query, code, limit;
  };
  const auto row = GENERATE(values<Row>({
      {repeated("snow ", 16'000), "too-long", "65536 bytes"},
      {repeated("a ", 5'000), "too-long", "2000 words"},
      {'"' + repeated("a ", 5'000) + '"', "too-long", "2000 words"},
      {repeated("sno* ", 1'000), "too-many-wildcards", "64 wildcards"},
      {repeated("snow~2 ", 1'000), "too-many-wildcards", "64 wildcards"},
      {repeated("outlet:s* ", 1'000), "too-many-wildcards", "64 wildcards"},
      {repeated("date:2017 ", 5'000), "too-long", "2000 words"},
      {repeated("title:", 5'000) + "snow", "too-long", "2000 words"},  // words of one chunk
      {repeated("title:(", 5'000) + "snow", "depth", "100"},
      {"snow" + repeated(" NEAR/9 fell", 800), "too-long", "32 words or phrases"},
  }));
  CAPTURE(row.query.substr(0, 20));
  const auto response = articles().searcher().search({.text = row.query});
  REQUIRE(response.refused);
  CHECK(response.refused->code == row.code);
  CHECK(response.refused->text.starts_with("limit: "));
  CHECK(response.refused->text.find(row.limit) != std::string::npos);
}

TEST_CASE("odd queries within the limits are answered", "[searcher][query]") {
  struct Row {
    std::string query;
    std::uint64_t total;
  };
  const auto row = GENERATE(values<Row>({
      {repeated("(", 10'000) + "snow", 1},
      {repeated("(", 10'000) + "snow" + repeated(")", 10'000), 1},
      {repeated(")", 10'000) + "snow", 1},
      {repeated("(snow ", 1'000), 1},
      {"snow" + repeated(") fell", 1'000), 1},
      {repeated("NOT ", 2'500) + "snow", 1},
      {repeated("NOT ", 2'501) + "snow", 1},
      {"snow NEAR/9 fell NEAR/9 snow", 1},
      {"snow" + repeated(" NEAR/9 fell", 31), 0},  // each another place: there is one only
      {repeated("snow OR ", 1'250), 1},
      {repeated("snow-", 1'900), 0},
      {repeated("\"snow\" ", 1'400), 1},
      {repeated("\"", 10'000), 0},
      {repeated("*", 10'000), 0},
      {repeated("~", 10'000), 0},
      {repeated("= -", 3'000), 0},
      {repeated("s", 10'000), 0},
      {repeated("*s", 4'000), 0},
      {repeated("\xff", 10'000), 0},
      {repeated("'", 10'000) + "s'", 0},
  }));
  CAPTURE(row.query.substr(0, 20));
  const auto response = articles().searcher().search({.text = row.query});
  CHECK_FALSE(response.refused);
  CHECK(response.total == row.total);
}

TEST_CASE("no query makes a deep tree", "[searcher][query]") {
  const auto query =
      GENERATE(repeated("(", 10'000) + repeated("a) ", 1'900), repeated("a) ", 1'900),
               repeated("(a ", 1'900), repeated("NOT (a ", 1'900), repeated("a OR (b ", 900));
  CAPTURE(query.substr(0, 10));
  CHECK(depth(parse(query, {}).root) <= 2 * max_depth + 2);
}
