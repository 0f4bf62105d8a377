// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/error.hpp"
#include "indexer/analysis/analysis.hpp"
#include "indexer/readers/export_rules.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace ae::indexing;
using ae::test::blob_of;
using ae::test::read_all;

namespace {

std::string file(std::string_view name) {
  std::ifstream in(std::filesystem::path(AE_SOURCE_DIR) / "tests" / "data" / "exports" / name,
                   std::ios::binary);
  REQUIRE(in);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// "title | date | outlet | authors | lang | url | first words ... last words"
std::string said_of(const Article& article) {
  const auto a = analyse(article, {.entities = false});
  return fmt::format("{} | {} | {} | {} | {} | {} | {}...{}", a.title,
                     a.date ? ae::to_iso(*a.date) : "-", a.outlet, fmt::join(a.authors, ", "),
                     a.lang, a.url, a.text.substr(0, 20), a.text.substr(a.text.size() - 20));
}

}  // namespace

TEST_CASE("exports of press databases are cut into their articles", "[indexer][readers]") {
  struct Row {
    const char* name;
    const char* first;
    const char* second;
  };
  const auto row = GENERATE(values<Row>({
      {"nexis.txt",
       "Footbridge lost as the river rises by two metres | 2017-12-13 | The Larkfield Lark | ANA "
       "REYES, BOB STONE | en | https://lark.example/2017/footbridge | The river rose by tw...ore "
       "the week is out.",
       "Council to pay for a new bridge, and for a higher one | 2017-12-15 | The Larkfield Lark |  "
       "| en |  | The council will pay...han the old one did."},
      {"nexis-uni.txt",
       "Harbour opens again after the ice | 2018-01-17 | The Stonebridge Courier | Ben Okafor | en "
       "|  | The harbour of Stone...port authority said.",
       "School roof must wait | 2018-01-18 | The Stonebridge Courier |  | en |  | The roof of the "
       "scho... the harbour of ice."},
      {"factiva.txt",
       "Windmill turns again after forty years | 2017-12-20 | The Ashford Semaphore | Clara "
       "Lindqvist | en |  | The windmill above A...ths and took no pay.",
       "Miller wanted | 2017-12-21 | The Ashford Semaphore |  | en |  | The trust that owns ...s "
       "not mind the wind."},
      {"proquest.txt",
       "Ferry stops for good | 2018-03-13 | Millbrook Gazette | Ben Okafor, Clara Lindqvist | en | "
       "https://gazette.example/ferry | The ferry at Millbro...it, the county said.",
       "Ferryman keeps his house | 2018-03-15 | Millbrook Gazette | Ben Okafor | en |  | The last "
       "ferryman of...y said on Wednesday."},
  }));
  CAPTURE(row.name);
  const auto all = read_all(file(row.name), "dump.txt");
  REQUIRE(all.articles.size() == 2);
  CHECK(all.faults.empty());
  CHECK(said_of(all.articles[0]) == row.first);
  CHECK(said_of(all.articles[1]) == row.second);
  CHECK(all.articles[1].origin.to_string() == "dump.txt#2");
}

TEST_CASE("rules of one's own cut an export", "[indexer][readers]") {
  const auto rules = read_export_rules(file("terraces.rules"));
  CHECK(read_all(file("terraces.txt"), "dump.txt").articles.size() == 1);
  const auto all = read_all(blob_of(file("terraces.txt"), "dump.txt"), {.rules = &rules});
  REQUIRE(all.articles.size() == 2);
  CHECK(said_of(all.articles[0]) ==
        "Lamps go out on Hill Street | 2019-02-02 |  | Dara Quill | en |  | All the lamps of "
        "Hil... town that burn gas.");
  CHECK(ae::test::claims_of(all.articles[1]) ==
        "author=Dara Quill; date=3 February 2019; title=Lamps burn again on Hill Street");
}

TEST_CASE("rules that make no sense are told with their line", "[indexer][readers]") {
  const auto trouble = [](std::string_view text) {
    try {
      static_cast<void>(read_export_rules(text));
    } catch (const ae::Error& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  CHECK(trouble("") == "line 0: no style is named");
  CHECK(trouble("begins x") == "line 1: a rule before the first style");
  CHECK(trouble("style a\nbegin x") == "line 2: begin: no such rule");
  CHECK(trouble("style a\nhead when") == "line 2: head: when: no such field");
  CHECK(trouble("style a\nfield BY author") == "line 2: field BY author: no = in it");
  CHECK(trouble("style a\nfield BY = writer") == "line 2: field BY: writer: no such field");
  CHECK(trouble("style a\nfield BY = author until") == "line 2: field BY: until: not understood");
  CHECK(trouble("style a\nfield B = text") == "style a: nothing parts articles");
  CHECK(trouble("style a\nends x") == "style a: no field is the text");
  CHECK(trouble("# mine\nstyle a\nends x\nfield B = text\n").empty());
}

TEST_CASE("plain text that only mentions labels is no export", "[indexer][readers]") {
  const auto text = GENERATE("Title: a play\n\nFull text: of the play, which has no end.",
                             "BYLINE: By Ana Reyes\n\nBODY:\nThe river rose.\nEnd of story");
  CHECK(read_all(text, "a.txt").articles.size() == 1);
  CHECK(export_style_of(text, nullptr) == nullptr);
}

TEST_CASE("an export that breaks off keeps the articles before", "[indexer][readers]") {
  const auto text = file("factiva.txt");
  const auto all = read_all(blob_of(text.substr(0, text.size() - 200), "a.txt", true));
  CHECK(all.articles.size() == 1);
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].where.line == 2);
}

TEST_CASE("patterns of lines take anything for a star", "[indexer][readers]") {
  CHECK(matches_line("* of * DOCUMENTS", "   1 of 20 DOCUMENTS  "));
  CHECK_FALSE(matches_line("* of * DOCUMENTS", "1 of 20 DOCUMENTS more"));
  CHECK(matches_line("*", ""));
  CHECK(matches_line("a*a", "aa"));
  CHECK_FALSE(matches_line("a*a", "a"));
  CHECK_FALSE(matches_line(std::string(50, '*') + "b", std::string(50'000, 'a')));
}
