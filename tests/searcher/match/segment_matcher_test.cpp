// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/segment_matcher.hpp"

#include "searcher/query/parse.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace ae::searching;
using namespace ae::test;
using namespace std::chrono_literals;

namespace {

ae::store::StoredArticle count_article() {
  auto out = article("Count goes on", "The write-in votes of Alabama. A win is a win.");
  out.body.captions.push_back({.bytes = {}, .text = "A photograph of the count", .rule = "IMAGE"});
  out.body.captions.push_back({.bytes = {}, .text = "Votes", .rule = "IMAGE"});
  out.date = 2017y / 12 / 13;
  out.outlet = "The Lantern";
  out.file = "news/2017/count.txt";
  out.body.mentions.push_back({.bytes = {}, .type = 0, .canonical = "Doug Jones"});
  return out;
}

ae::store::StoredArticle cafe_article() {
  auto out = article("Café opens", "Votes for coffee went in. Write soon: us@cafe.example!");
  out.body.breaks = {25};  // behind "in."
  out.date = 2018y / 1 / 2;
  out.record.authors = {"Ana Reyes"};
  return out;
}

/// Docids that match, as "1 2".
std::string matching(const ae::store::Segment& segment, const Node& node) {
  WordFinder finder({0});
  std::string out;
  Budget budget(Budget::least);
  SegmentMatcher matcher(segment, finder, budget);
  matcher.match(node, DocSet::all(segment.documents())).for_each([&](std::uint32_t docid) {
    out += fmt::format("{}{}", out.empty() ? "" : " ", docid);
  });
  return out;
}

}  // namespace

TEST_CASE("a segment's articles are matched by every kind of clause", "[searcher][match]") {
  const SmallArchive archive({count_article(), cafe_article(), article("", "Nothing. Votes.")});
  const auto snapshot = archive.snapshot();
  const ae::store::Segment segment(snapshot, snapshot.segments().front());
  struct Row {
    const char* query;
    const char* matches;
  };
  const auto row = GENERATE(values<Row>({
      {"*", "1 2 3"},
      {"vote", "1 2 3"},
      {"=vote", ""},
      {"=Votes", "2 3"},
      {"\"vote\"", ""},
      {"\"VOTES\"", "1 2 3"},
      {"write-in", "1"},
      {"\"in write\"", ""},        // a gap lies between
      {"count NEAR/9 votes", ""},  // a headline ends before its text begins
      {"count NEAR/9 goes", "1"},
      {"count NEAR/99 win NEAR/9 goes", ""},
      {"in NEAR/2 write", "1 2"},
      {"in NEAR/1 write", "1"},
      {"win NEAR/3 win", "1"},
      {"win NEAR/2 win", ""},
      {"cafe", "2"},
      {"café", "2"},
      {"=café", ""},
      {"=Café", "2"},
      {"photograph", ""},
      {"caption:photograph", "1"},
      {"caption:\"count votes\"", ""},
      {"title:count", "1"},
      {"body:count", ""},
      {"body:votes", "1 2 3"},
      {"title:nothing", ""},
      {"title:\"-\"", ""},
      {"vo?es", "1 2 3"},
      {"*bama", "1"},
      {"cof*", "2"},
      {"coffe~ -alabama", "2"},
      {"-votes", ""},
      {"NOT alabama", "2 3"},
      {"alabama OR coffee", "1 2"},
      {"alabama coffee", ""},
      {"outlet:\"the LANTERN\"", "1"},
      {"outlet:lantern", ""},
      {"outlet:lant*", "1"},
      {"outlet:unknown", "2 3"},
      {"author:\"ana reyes\"", "2"},
      {"person:\"Doug Jones\"", "1"},
      {"person:J*s", "1"},
      {"person:unknown", ""},
      {"date:2017", "1"},
      {"date:2017-12-14..", "2"},
      {"date:unknown", "3"},
      {"-date:2017", "2 3"},
      {"path:2017", "1"},
      {"path:news/2017/count.txt", "1"},
      {"path:news/*.txt", "1"},
      {"path:201", ""},
      {"path:201*", "1"},
  }));
  CAPTURE(row.query);
  CHECK(matching(segment, parse(row.query, {.today = 2018y / 6 / 1}).root) == row.matches);
}

TEST_CASE("occurrences say which part of the query stands where", "[searcher][match]") {
  const SmallArchive archive({count_article()});
  const auto snapshot = archive.snapshot();
  const ae::store::Segment segment(snapshot, snapshot.segments().front());
  WordFinder finder({0});
  Budget budget(Budget::least);
  SegmentMatcher matcher(segment, finder, budget);
  const Node node =
      parse("title:count \"a win\" win NEAR/9 alabama -coffee caption:votes", {}).root;
  const Occurrences found = matcher.occurrences(node, 1);
  CHECK(found.title == std::vector<Occurrence>{{{0, 0}, 0}});
  CHECK(found.body == std::vector<Occurrence>{
                          {{5, 5}, 2}, {{6, 7}, 1}, {{7, 7}, 2}, {{9, 10}, 1}, {{10, 10}, 2}});
}

TEST_CASE("the last words of the longest articles are found, too", "[searcher][match]") {
  // More than 2^17 words, and than the places between title and body in an export.
  std::string text;
  for (int i = 0; i < 140'000; ++i) text += i % 2 == 0 ? "snow " : "fell ";
  const std::size_t last = text.size();
  text += "until the harbour froze over.";
  const SmallArchive archive({article("Winter", text), article("Spring", "The harbour was free.")});
  CHECK(titles(archive.searcher(), "\"the harbour froze\"") == "Winter");
  CHECK(titles(archive.searcher(), "fell NEAR/3 harbour") == "Winter");
  CHECK(titles(archive.searcher(), "until NEAR/1 over").empty());
  CHECK(titles(archive.searcher(), "\"winter snow\"").empty());
  const auto response = archive.searcher().search({.text = "\"harbour froze\""});
  REQUIRE(response.hits.size() == 1);
  REQUIRE(response.hits[0].snippets.size() == 1);
  const auto& snippet = response.hits[0].snippets[0];
  CHECK(snippet.start <= last);
  CHECK(snippet.text.ends_with("froze over."));
}

TEST_CASE("phrases of common words are looked for in no article that lists leave out",
          "[searcher][match]") {
  std::vector<ae::store::StoredArticle> articles;
  std::string filling;
  for (int i = 0; i < 300; ++i) filling += " of snow the snow";
  for (int i = 0; i < 50; ++i) articles.push_back(article("", "Snow" + filling + ". The end"));
  articles.push_back(article("", "Snow" + filling + " OF The Alps"));
  const SmallArchive archive(articles);
  const auto snapshot = archive.snapshot();
  const ae::store::Segment segment(snapshot, snapshot.segments().front());
  struct Row {
    const char* query;
    const char* matches;
    std::uint64_t read;  ///< articles at most
  };
  const auto row = GENERATE(values<Row>({
      {"\"of the\"", "51", 0},
      {"\"the of\"", "", 0},
      {"=\"OF The\"", "51", 1},
      {"=\"of the\"", "", 1},
      {"\"snow of the\"", "51", 1},
      {"body:\"of the\"", "51", 1},
      {"caption:\"of the\"", "", 51},
      {"\"of the\" NEAR/2 alps", "51", 1},
  }));
  CAPTURE(row.query);
  CHECK(matching(segment, parse(row.query, {}).root) == row.matches);
  WordFinder finder({0});
  Budget budget(Budget::least);
  SegmentMatcher matcher(segment, finder, budget);
  static_cast<void>(matcher.match(parse(row.query, {}).root, DocSet::all(segment.documents())));
  const std::uint64_t lists = 4 * (Budget::posting_list + segment.documents());
  const std::uint64_t article = Budget::article + filling.size() / Budget::bytes;
  CHECK(Budget::least - budget.left() <= lists + 8 * article * row.read);
}
