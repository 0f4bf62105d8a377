// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/dates/range.hpp"

#include <catch2/catch.hpp>

#include <string>

using ae::dates::parse_range;
using namespace std::chrono_literals;

namespace {
constexpr ae::Day today = 2018y / std::chrono::March / 31;  // a Saturday
}

TEST_CASE("ranges of days are read as readers type them", "[common][dates]") {
  struct Row {
    const char* spec;
    const char* first;
    const char* last;
  };
  const auto row = GENERATE(values<Row>({
      {"2017", "2017-01-01", "2017-12-31"},
      {"2016-02", "2016-02-01", "2016-02-29"},
      {"2017-12-13", "2017-12-13", "2017-12-13"},
      {"2017-12-01..2017-12-31", "2017-12-01", "2017-12-31"},
      {"2016..2017-03", "2016-01-01", "2017-03-31"},
      {"..2017", "0000-01-01", "2017-12-31"},
      {"2018 ..", "2018-01-01", "9999-12-31"},
      {"today", "2018-03-31", "2018-03-31"},
      {"Yesterday", "2018-03-30", "2018-03-30"},
      {"this week", "2018-03-26", "2018-04-01"},
      {"last  week", "2018-03-19", "2018-03-25"},
      {"this month", "2018-03-01", "2018-03-31"},
      {"last month", "2018-02-01", "2018-02-28"},
      {"last year", "2017-01-01", "2017-12-31"},
      {"dec 2017", "2017-12-01", "2017-12-31"},
      {"Dezember 2017", "2017-12-01", "2017-12-31"},
      {"march", "2018-03-01", "2018-03-31"},
      {"june", "2017-06-01", "2017-06-30"},
      {"13 december 2017", "2017-12-13", "2017-12-13"},
      {"since june", "2017-06-01", "9999-12-31"},
      {"since 2017", "2017-01-01", "9999-12-31"},
      {"after 2017", "2018-01-01", "9999-12-31"},
      {"before 2018", "0000-01-01", "2017-12-31"},
      {"until dec 2017", "0000-01-01", "2017-12-31"},
      {"last 30 days", "2018-03-02", "2018-03-31"},
      {"past 2 weeks", "2018-03-18", "2018-03-31"},
      {"last 1 month", "2018-03-01", "2018-03-31"},
      {"last 9999 years", "0000-01-01", "2018-03-31"},
      {"yesterday..today", "2018-03-30", "2018-03-31"},
  }));
  CAPTURE(row.spec);
  const auto result = parse_range(row.spec, today);
  CAPTURE(result.problem);
  REQUIRE(result.range);
  CHECK(ae::to_iso(result.range->first) == row.first);
  CHECK(ae::to_iso(result.range->last) == row.last);
}

TEST_CASE("what is no range says why", "[common][dates]") {
  const auto spec = GENERATE("", " ", "..", "foo", "2017-13", "2017-02-30", "04/05/17", "since",
                             "since foo", "last 0 days", "last 3 moons", "2017..foo", "20171",
                             "dec 2017 x", "\xff", "1066-13", "unknown");
  CAPTURE(spec);
  const auto result = parse_range(spec, today);
  CHECK_FALSE(result.range);
  CHECK_FALSE(result.problem.empty());
}

TEST_CASE("a reversed range is told apart from a malformed one", "[common][dates]") {
  const auto result = parse_range("2018..2017", today);
  CHECK_FALSE(result.range);
  CHECK(result.problem == "'2018..2017' ends before it begins; swap the two sides");
}
