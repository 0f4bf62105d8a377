// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/dates/find.hpp"

#include <catch2/catch.hpp>

#include <string>

using ae::dates::find_days;
using ae::dates::first_day;

TEST_CASE("days are read as newspapers write them", "[common][dates]") {
  struct Row {
    const char* text;
    const char* day;
    const char* rule;
    const char* time;
    const char* zone;
  };
  const auto row = GENERATE(values<Row>({
      {"2017-12-13", "2017-12-13", "iso date", "", ""},
      {"2006-10-20T18:15:00-04:00", "2006-10-20", "iso date", "18:15:00", "-04:00"},
      {"2017-12-13T23:30Z", "2017-12-13", "iso date", "23:30", "Z"},
      {"2017年12月13日", "2017-12-13", "iso date", "", ""},
      {"December 13, 2017 11:20 IST", "2017-12-13", "month day year", "11:20", "IST"},
      {"Dec. 13, 2017, 11:20 p.m. CST", "2017-12-13", "month day year", "23:20", "CST"},
      {"December 13th 2017", "2017-12-13", "month day year", "", ""},
      {"13 December 2017 | 08:15 GMT", "2017-12-13", "day month year", "08:15", "GMT"},
      {"Wed, 13 Dec 2017 18:15:00 +0530", "2017-12-13", "day month year", "18:15:00", "+0530"},
      {"13-Dec-17", "2017-12-13", "day month year", "", ""},
      {"13. Dezember 2017, 18:30 Uhr", "2017-12-13", "day month year", "18:30", ""},
      {"3. M\u00e4rz 2018", "2018-03-03", "day month year", "", ""},
      {"1er F\u00c9VRIER 2018 \u00e0 08h15", "2018-02-01", "day month year", "08:15", ""},
      {"13 de diciembre de 2017", "2017-12-13", "day month year", "", ""},
      {"4 mar\u00e7o 2018", "2018-03-04", "day month year", "", ""},
      {"7 maggio 2018", "2018-05-07", "day month year", "", ""},
      {"9 mei 2018 om 10:05", "2018-05-09", "day month year", "10:05", ""},
      {"12/14/17", "2017-12-14", "us numeric date", "", ""},
      {"14/12/2017", "2017-12-14", "day first numeric date", "", ""},
      {"14.12.2017", "2017-12-14", "day first numeric date", "", ""},
      {"04.05.2017", "2017-05-04", "day first numeric date", "", ""},
      {"05/05/2017", "2017-05-05", "us numeric date", "", ""},
      {"6:52 | 12/14/17", "2017-12-14", "us numeric date", "", ""},
      {"12/14/17 | 6:52", "2017-12-14", "us numeric date", "", ""},
      {"11:20 a.m. ET, Wednesday, December 13, 2017", "2017-12-13", "month day year", "11:20",
       "ET"},
      {"12 am GMT, 13 December 2017", "2017-12-13", "day month year", "00:00", "GMT"},
  }));
  CAPTURE(row.text);
  const auto found = find_days(row.text);
  REQUIRE(found.size() == 1);
  CHECK(ae::to_iso(found[0].day) == row.day);
  CHECK(found[0].rule == row.rule);
  CHECK(found[0].time == row.time);
  CHECK(found[0].zone == row.zone);
  CHECK(found[0].possible);
  CHECK_FALSE(found[0].other);
}

TEST_CASE("a day of two readings is in doubt", "[common][dates]") {
  const auto found = find_days("Posted 04/05/17");
  REQUIRE(found.size() == 1);
  CHECK(found[0].bytes == ae::Span{7, 15});
  CHECK(ae::to_iso(found[0].day) == "2017-04-05");
  REQUIRE(found[0].other);
  CHECK(ae::to_iso(*found[0].other) == "2017-05-04");
}

TEST_CASE("days that never were are told apart", "[common][dates]") {
  const auto text = GENERATE("2017-02-30", "13 December 1066", "2017-13-01", "31/31/2017",
                             "Dec. 13, 2999", "30 February 2018");
  CAPTURE(text);
  const auto found = find_days(text);
  REQUIRE(found.size() == 1);
  CHECK_FALSE(found[0].possible);
}

TEST_CASE("numbers that are no day are left alone", "[common][dates]") {
  const auto text =
      GENERATE("", "2017", "December 2017", "Dec. 27 and Jan. 3", "version 1.2.3.2017", "6:52",
               "555-12-2017-99", "won 51-49-2", "June 5", "the 2018 midterms", "1/2/3/2017",
               "x2017-12-13", "2017-12-131", "\xff\xfe 13", "3.1.17");
  CAPTURE(text);
  CHECK(find_days(text).empty());
}

TEST_CASE("two days in one line are both found", "[common][dates]") {
  const auto found = find_days(" date 2017-12-13 December 13, 2017 11:20 IST");
  REQUIRE(found.size() == 2);
  CHECK(found[0].bytes == ae::Span{6, 16});
  CHECK(found[0].time.empty());
  CHECK(found[1].time == "11:20");
}

TEST_CASE("a metadata value may hold eight digits", "[common][dates]") {
  const auto found = first_day("20171213");
  REQUIRE(found);
  CHECK(ae::to_iso(found->day) == "2017-12-13");
  CHECK_FALSE(first_day("12345678"));
}
