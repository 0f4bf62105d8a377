// SPDX-License-Identifier: GPL-2.0-or-later
/// What words mean in different languages and scripts, from the article to the answer.
#include "support/test_archive.hpp"

#include <catch2/catch.hpp>

using namespace ae::test;

namespace {

const TestArchive& articles() {
  static const TestArchive archive(Files{
      {"cafe.txt",
       "The new café opened on Tuesday, and the naïve résumé of its cook hung there.\n"},
      {"plain.txt", "They met at the cafe by the river, and said nothing of it afterwards.\n"},
      {"china.txt", "北京大学的选举结果\n\n北京大学的选举结果昨天公布。学生们很高兴。\n"},
      {"chevaux.txt",
       "Les chevaux du village\n\nLes chevaux de la région ont été vendus aux enchères, et les "
       "paysans qui les élevaient depuis des générations étaient tristes. Il n'y avait pas "
       "d'autre solution, dit le maire de la commune dans une lettre à ses habitants.\n"},
      {"gop.txt", "The G.O.P. held its convention in the city hall, and U.S. senators spoke.\n"},
      {"gop2.txt", "GOP leaders told us that they would not attend the meeting.\n"},
      {"votes.txt", "He won by 20,715 votes in the county, the clerk said on Wednesday.\n"},
      {"thin.txt", "Il gagna de 20\u202f715 voix, ou de 20\u2009716 selon un autre compte.\n"},
      {"hard.txt", "The margin was 20\u00a0715 in the end, after all had been counted twice.\n"}});
  return archive;
}

}  // namespace

TEST_CASE("words are found however they are written", "[searcher][query]") {
  const auto [query, names] = GENERATE(values<std::pair<std::string, std::string>>({
      {"cafe", "cafe.txt plain.txt"},
      {"café", "cafe.txt plain.txt"},
      {"CAFÉ", "cafe.txt plain.txt"},
      {"=café", "cafe.txt"},
      {"=\"café\"", "cafe.txt"},
      {"=cafe", "plain.txt"},
      {"\"naive resume\"", "cafe.txt"},
      {"选举", "china.txt"},
      {"选举结果", "china.txt"},
      {"北京大学", "china.txt"},
      {"结果选举", ""},
      {"\"选举结果\"", "china.txt"},
      {"title:选举", "china.txt"},
      {"选", "china.txt"},
      {"生", "china.txt"},
      {"\"选\"", "china.txt"},
      {"猫", ""},
      {"cheval", "chevaux.txt"},
      {"chevaux", "chevaux.txt"},
      {"=cheval", ""},
      {"generation", "chevaux.txt"},
      {"GOP", "gop.txt gop2.txt"},
      {"G.O.P.", "gop.txt gop2.txt"},
      {"gop", "gop.txt gop2.txt"},
      {"U.S.", "gop.txt"},
      {"20715", "hard.txt thin.txt votes.txt"},
      {"20,715", "hard.txt thin.txt votes.txt"},
      {"20\u202f715", "hard.txt thin.txt votes.txt"},
      {"20\u2009715", "hard.txt thin.txt votes.txt"},
      {"20\u00a0716", "thin.txt"},
      {"\"20715 votes\"", "votes.txt"},
  }));
  CAPTURE(query);
  CHECK(found(articles().searcher(), query) == names);
}

TEST_CASE("one character is marked in the pairs that hold it", "[searcher][query]") {
  const auto hits = articles().searcher().search({.text = "选"}).hits;
  REQUIRE(hits.size() == 1);
  REQUIRE_FALSE(hits[0].snippets.empty());
  REQUIRE_FALSE(hits[0].snippets[0].marks.empty());
  const auto& snippet = hits[0].snippets[0];
  CHECK(snippet.marks[0].of(snippet.text).find("选") != std::string_view::npos);
}

TEST_CASE("dates are understood as people say them", "[searcher][query]") {
  const TestArchive archive(
      Files{{"a.jsonl", R"({"id":"1","title":"a","date":"2017-12-05","text":"snow in the hills"})"
                        "\n"
                        R"({"id":"2","title":"b","date":"2017-12-13","text":"snow in the town"})"
                        "\n"
                        R"({"id":"3","title":"c","date":"2017-06-30","text":"snow in June"})"
                        "\n"
                        R"({"id":"4","title":"d","text":"snow, who knows when"})"
                        "\n"}});
  const auto searcher = archive.searcher();
  const auto [spec, total] = GENERATE(values<std::pair<std::string, std::uint64_t>>({
      {"last week", 1},
      {"dec 2017", 2},
      {"since june", 3},
      {"2017", 3},
      {"2017-12-13", 1},
      {"2017-12-01..2017-12-31", 2},
      {"..2017-11", 1},
      {"unknown", 1},
      {"yesterday", 1},
  }));
  CAPTURE(spec);
  const auto response = searcher.search({.text = "snow",
                                         .filters = {{.field = "date", .value = spec}},
                                         .today = ae::day_from_iso("2017-12-14")});
  CHECK(response.total == total);
  CHECK(searcher.count({.text = "snow date:\"" + spec + "\"",
                        .today = ae::day_from_iso("2017-12-14")}) == total);
}
