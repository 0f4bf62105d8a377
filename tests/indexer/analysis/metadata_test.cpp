// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/steps.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

using namespace ae::indexing;

namespace {

const std::string paragraph =
    "Voters in the river district came out in the rain, and the queue outside the old library "
    "went twice around the block.";

Analysis read(std::string text, std::vector<Claim> claims = {}) {
  Article article;
  article.text = std::move(text);
  article.claims = std::move(claims);
  return read_metadata(article);
}

/// An article whose second line is \p line.
Analysis with_line(const std::string& line) {
  return read("Rain does not keep the river district at home\n" + line + "\n\n" + paragraph +
              "\n\n" + paragraph);
}

std::string day_of(const Analysis& analysis) {
  return analysis.date ? ae::to_iso(*analysis.date) : std::string();
}

Claim record(Key key, std::string value) {
  return {key, std::move(value), Source::record, "json key", {}, 1};
}

bool rejects(const Analysis& analysis, Key key, std::string_view value) {
  return std::any_of(analysis.rejected.begin(), analysis.rejected.end(), [&](const Claim& claim) {
    return claim.key == key && claim.value == value && !claim.reason.empty();
  });
}

}  // namespace

TEST_CASE("the day of publication is read from lines that say it", "[indexer][analysis]") {
  struct Row {
    const char* line;
    const char* day;
    const char* time;
    const char* zone;
  };
  const auto row = GENERATE(values<Row>({
      {"December 13, 2017 11:20 IST", "2017-12-13", "11:20", "IST"},
      {" date 2017-12-13 December 13, 2017 11:20 IST", "2017-12-13", "11:20", "IST"},
      {"13 December 2017 | 08:15 GMT", "2017-12-13", "08:15", "GMT"},
      {"Published: Dec. 13, 2017, 11:20 a.m. CST", "2017-12-13", "11:20", "CST"},
      {"Posted on Wednesday, December 13, 2017", "2017-12-13", "", ""},
      {"6:52 | 12/14/17", "2017-12-14", "", ""},
      {"Wed, 13 Dec 2017 08:15:00 +0000", "2017-12-13", "08:15:00", "+0000"},
      {"By Ana Reyes | December 13, 2017", "2017-12-13", "", ""},
      {"By Ana Reyes, December 13, 2017", "2017-12-13", "", ""},
      {"Published 13 December 2017 by Ana Reyes", "2017-12-13", "", ""},
      {"Published: December 13, 2017 | Updated: December 15, 2017", "2017-12-13", "", ""},
      {"Updated December 15, 2017 \u00b7 Published December 13, 2017", "2017-12-13", "", ""},
      {"Veröffentlicht am 13. Dezember 2017 um 18:30 Uhr", "2017-12-13", "18:30", ""},
      {"Publié le 13 décembre 2017", "2017-12-13", "", ""},
      {"3 min read | 13 December 2017", "2017-12-13", "", ""},
      {"04/05/17 | April 5, 2017", "2017-04-05", "", ""},
  }));
  CAPTURE(row.line);
  const Analysis analysis = with_line(row.line);
  CHECK(day_of(analysis) == row.day);
  CHECK(analysis.date_time == row.time);
  CHECK(analysis.date_zone == row.zone);
  CHECK(analysis.title == "Rain does not keep the river district at home");
  CHECK(analysis.text == paragraph + "\n\n" + paragraph);
}

TEST_CASE("a day that is not said to be the day of publication is none", "[indexer][analysis]") {
  const auto line = GENERATE("The vote of December 12, 2017 was close.",
                             "Results as of December 12, 2017 at noon", "04/05/17", "In 2017",
                             "December 2017", "Dec. 27 and Jan. 3", "Published in 2017",
                             "2017-02-30", "December 13, 1066", "A look back at December 12, 2017");
  CAPTURE(line);
  CHECK_FALSE(with_line(line).date);
}

TEST_CASE("a timeline's days are no day of publication", "[indexer][analysis]") {
  const Analysis analysis = read("How the count went on\n\nDecember 12, 2017\n\n" + paragraph +
                                 "\n\nDecember 13, 2017\n\n" + paragraph);
  CHECK_FALSE(analysis.date);
  CHECK(analysis.text.find("December 12, 2017") != std::string::npos);
}

TEST_CASE("a day in doubt is kept with the reason", "[indexer][analysis]") {
  const Analysis analysis = with_line("04/05/17");
  CHECK_FALSE(analysis.date);
  CHECK(rejects(analysis, Key::date, "04/05/17"));
  CHECK(rejects(with_line("Published: 2017-02-30"), Key::date, "2017-02-30"));
}

TEST_CASE("the later version's day is kept beside the first", "[indexer][analysis]") {
  const Analysis analysis = with_line("Published: Dec. 13, 2017 | Updated: Dec. 15, 2017");
  CHECK(day_of(analysis) == "2017-12-13");
  CHECK(rejects(analysis, Key::date, "Dec. 15, 2017"));
}

TEST_CASE("a date at the foot counts where it is labelled", "[indexer][analysis]") {
  const std::string body = paragraph + "\n\n" + paragraph + "\n\n" + paragraph + "\n\n";
  CHECK(day_of(read(body + "First published on 13 December 2017")) == "2017-12-13");
  CHECK_FALSE(read(body + "13 December 2017").date);
}

TEST_CASE("a dateline with a whole day says when", "[indexer][analysis]") {
  const Analysis analysis = read("MOBILE, Ala., Dec. 13, 2017 (Lantern) - " + paragraph);
  CHECK(day_of(analysis) == "2017-12-13");
  CHECK(analysis.outlet.empty());
  CHECK(rejects(analysis, Key::outlet, "Lantern"));
}

TEST_CASE("what the record says beats what the text says", "[indexer][analysis]") {
  const Analysis analysis =
      read("A line of its own above the body\n\nPublished: December 14, 2017\n\n" + paragraph,
           {record(Key::date, "2017-12-13T23:30:00-06:00"), record(Key::title, "Rain and votes"),
            record(Key::outlet, "Lantern Weekly"), record(Key::author, "Ana Reyes and Bob Stone"),
            record(Key::lang, "en-US")});
  CHECK(day_of(analysis) == "2017-12-13");
  CHECK(analysis.date_time == "23:30:00");
  CHECK(analysis.date_zone == "-06:00");
  CHECK(analysis.title == "Rain and votes");
  CHECK_FALSE(analysis.title_derived);
  CHECK(analysis.outlet == "Lantern Weekly");
  CHECK(analysis.authors == std::vector<std::string>{"Ana Reyes", "Bob Stone"});
  CHECK(analysis.lang == "en");
  CHECK(rejects(analysis, Key::date, "December 14, 2017"));
}

TEST_CASE("a title that the text repeats is not in the text", "[indexer][analysis]") {
  const Analysis analysis =
      read("RAIN AND VOTES\n\n" + paragraph, {record(Key::title, "Rain and Votes")});
  CHECK(analysis.title == "Rain and Votes");
  CHECK(analysis.text == paragraph);
}

TEST_CASE("outlets are named by statements of the publisher only", "[indexer][analysis]") {
  const std::string body = "\n\n" + paragraph + "\n\n" + paragraph;
  CHECK(read("Outlet: The Lantern Weekly" + body).outlet == "The Lantern Weekly");
  CHECK(read(body + "\n\n\u00a9 2017 The Lantern Weekly. All rights reserved.").outlet ==
        "The Lantern Weekly");
  CHECK(read(body + "\n\nCopyright 2015-2017 The Lantern").outlet == "The Lantern");
  CHECK(read(body + "\n\nCopyright 2017 Lantern Media Inc.").outlet.empty());
  CHECK(read(body, {record(Key::url, "https://www.reuters.com/x")}).outlet == "Reuters");
  CHECK(read(body, {record(Key::url, "https://lantern.example/x")}).outlet.empty());
  CHECK(read(body + "\n\n\u00a9 2017 Reuters").outlet.empty());
  CHECK(read(body + "\n\nShe told The Lantern Weekly that it rained.").outlet.empty());
  CHECK(read("IMAGE: A queue. Photograph: Ana Reyes/Lantern" + body).outlet.empty());
  CHECK(read("MOBILE (Lantern) - It rained." + body).outlet.empty());
}

TEST_CASE("an address may say the day", "[indexer][analysis]") {
  CHECK(day_of(read(paragraph, {record(Key::url, "https://lantern.example/2017/12/13/rain")})) ==
        "2017-12-13");
  CHECK_FALSE(read(paragraph, {record(Key::url, "https://lantern.example/rain-1213")}).date);
}

TEST_CASE("bylines name the authors", "[indexer][analysis]") {
  struct Row {
    const char* line;
    const char* author;
  };
  const auto row = GENERATE(values<Row>({{"By Ana Reyes", "Ana Reyes"},
                                         {"BY ANA REYES", "ANA REYES"},
                                         {"By Ana Reyes, Staff Writer", "Ana Reyes"},
                                         {"Ana Reyes, Staff Writer", "Ana Reyes"},
                                         {"By Ana Reyes | Lantern Weekly", "Ana Reyes"},
                                         {"Author: Ana Reyes", "Ana Reyes"},
                                         {"By Monday", ""},
                                         {"By far the best", ""},
                                         {"By Ana Reyes's count, the rain won.", ""}}));
  CAPTURE(row.line);
  const Analysis analysis = with_line(row.line);
  const std::vector<std::string> wanted =
      *row.author ? std::vector<std::string>{row.author} : std::vector<std::string>{};
  CHECK(analysis.authors == wanted);
}

TEST_CASE("claims point at their bytes", "[indexer][analysis]") {
  const std::string text = "Rain and votes in the district\nBy Ana Reyes | December 13, 2017\n\n" +
                           paragraph + "\n\n\u00a9 2017 Lantern Weekly";
  const Analysis analysis = read(text);
  CHECK(analysis.evidence.size() >= 4);
  for (const Claim& claim : analysis.evidence) {
    CAPTURE(claim.rule, claim.value);
    CHECK(claim.source == Source::text);
    if (claim.key != Key::lang) CHECK(claim.bytes.of(text) == claim.value);
  }
}

TEST_CASE("where a block was removed the body has one paragraph break", "[indexer][analysis]") {
  const Analysis analysis =
      read("\n  " + paragraph + "\n\nIMAGE: A queue.\n\nAdvertisement\n\n\n" + paragraph + " \n");
  CHECK(analysis.text == paragraph + "\n\n" + paragraph);
  CHECK(analysis.breaks == std::vector<std::size_t>{paragraph.size() + 2});
}

TEST_CASE("an article always has a title", "[indexer][analysis]") {
  const auto text = GENERATE("Now Playing:", "IMAGE: A queue.", ".", "\xff\xff", "a",
                             "December 13, 2017", "{\"id\":1,\"url\":\"x\"}");
  CAPTURE(text);
  const Analysis analysis = read(text);
  CHECK_FALSE(analysis.title.empty());
  CHECK(analysis.title_derived);
}

TEST_CASE("a first line that names the outlet is a masthead, no headline", "[indexer][analysis]") {
  const std::string text =
      "The Puddlewick Echo\n\nBakery reopens after flood\n\nThe ovens were lit again on Monday, "
      "and "
      "a line of customers stood outside before six.\n\n\u00a9 2017 The Puddlewick Echo\n";
  const auto analysis =
      ae::indexing::read_metadata({.origin = {}, .text = text, .claims = {}, .replaced = 0});
  CHECK(analysis.title == "Bakery reopens after flood");
  CHECK(analysis.outlet == "The Puddlewick Echo");
  CHECK(analysis.text.starts_with("The ovens"));
  REQUIRE_FALSE(analysis.boilerplate.empty());
  CHECK(analysis.boilerplate.front().rule == "masthead");
}

TEST_CASE("a day that cannot be is refused, and the reason kept", "[indexer][analysis]") {
  struct Row {
    std::string value;
    std::string reason;  // empty: it holds
  };
  const auto row = GENERATE(values<Row>({{"1066-10-14", "no such day"},
                                         {"1599-12-31", "no such day"},
                                         {"2017-02-30", "no such day"},
                                         {"March 2017", "no whole day"},
                                         {"03/04/2018", "day or month first?"},
                                         {"2019-01-01", "in the future"},
                                         {"2018-06-02", ""},  // it is that day elsewhere
                                         {"1600-01-01", ""},
                                         {"2018-06-01", ""}}));
  CAPTURE(row.value);
  const bool fetched = GENERATE(false, true);
  Article article;
  article.text = "The bridge opened on Tuesday.";
  article.claims = {record(Key::date, row.value)};
  const ae::Day latest = *ae::day_from_iso("2018-06-01");
  if (fetched) article.seen = latest;
  const ae::Day today = fetched ? *ae::day_from_iso("2020-01-01") : latest;
  const Analysis analysis = read_metadata(article, today);
  CHECK(analysis.date.has_value() == row.reason.empty());
  REQUIRE(analysis.rejected.size() == (row.reason.empty() ? 0 : 1));
  if (!row.reason.empty()) CHECK(analysis.rejected[0].reason == row.reason);
}

TEST_CASE("an outlet is called by one name, but by the user's word", "[indexer][analysis]") {
  Article article;
  article.text = "The bridge opened on Tuesday.";
  article.claims = {record(Key::outlet, "new york times")};
  CHECK(read_metadata(article).outlet == "The New York Times");
  article.told = {{Key::outlet, "new york times", Source::manifest, "--set", {}, 1}};
  CHECK(read_metadata(article).outlet == "new york times");
}
