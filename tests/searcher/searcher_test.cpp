// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/searcher.hpp"

#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>

using namespace ae;
using namespace ae::test;
using namespace std::chrono_literals;

namespace {

store::StoredArticle dated(std::string title, std::string text, std::optional<Day> date) {
  auto out = article(std::move(title), std::move(text));
  out.date = date;
  return out;
}

std::string in_order(const Response& response) {
  std::string out;
  for (const Hit& hit : response.hits) out += (out.empty() ? "" : " ") + hit.title;
  return out;
}

std::string codes(const Response& response) {
  std::string out;
  for (const Note& note : response.notes) out += (out.empty() ? "" : " ") + note.code;
  return out;
}

Request ask(std::string_view text) {
  Request request;
  request.text = text;
  return request;
}

std::optional<ErrorCode> code_of(const Searcher& searcher, const Request& request) {
  try {
    (void)searcher.search(request);
  } catch (const Error& error) {
    return error.code();
  }
  return {};
}

}  // namespace

TEST_CASE("an empty archive answers everything with nothing", "[searcher]") {
  const SmallArchive archive;
  const Searcher searcher = archive.searcher();
  const auto query =
      GENERATE(as<std::string>{}, "", "*", "moore", "-moore", "\"a b\"", "date:2017");
  CAPTURE(query);
  Request request = ask(query);
  request.facets = {{"outlet", ""}, {"date", ""}};
  const Response response = searcher.search(request);
  CHECK(response.total == 0);
  CHECK(response.hits.empty());
  CHECK(searcher.count(request) == 0);
  CHECK(!searcher.show("0000000000000001"));
}

TEST_CASE("more of a word, and the word in the headline, rank first", "[searcher]") {
  const SmallArchive archive({article("once", "One goose and some other birds."),
                              article("goose", "One goose and some other birds."),
                              article("thrice", "Goose, goose, goose and other birds."),
                              article("none", "Some other birds, none of them white.")});
  Request request = ask("goose");
  request.weights = Request::Weights::plain;
  CHECK(in_order(archive.searcher().search(request)) == "goose thrice once");
}

TEST_CASE("equal scores are ordered by day, then by id", "[searcher]") {
  const SmallArchive archive({dated("", "goose", {}), dated("", "goose", 2016y / 1 / 1),
                              dated("", "goose", 2017y / 1 / 1), dated("", "goose", {}),
                              dated("", "goose", 2017y / 1 / 1)});
  const auto ids = [&](Request::Sort sort) {
    Request request = ask("goose");
    request.sort = sort;
    std::string out;
    for (const Hit& hit : archive.searcher().search(request).hits) out += hit.id.back();
    return out;
  };
  CHECK(ids(Request::Sort::relevance) == "35214");
  CHECK(ids(Request::Sort::newest) == "35214");
  CHECK(ids(Request::Sort::oldest) == "23514");
}

TEST_CASE("every page is a piece of the one order", "[searcher]") {
  SmallArchive archive;
  for (int segment = 0; segment < 3; ++segment) {
    std::vector<store::StoredArticle> articles;
    for (int i = 0; i < 20; ++i) {
      std::string text = "bird";
      for (int j = 0; j < i % 4; ++j) text += " goose";
      articles.push_back(article(fmt::format("n{}-{}", segment, i), text));
    }
    archive.add(articles);
  }
  const Searcher searcher = archive.searcher();
  const auto query = GENERATE(as<std::string>{}, "goose", "bird", "*");
  Request request = ask(query);
  request.limit = 0;
  const std::string whole = in_order(searcher.search(request));
  std::string pages;
  request.limit = 7;
  for (request.offset = 0;; request.offset += 7) {
    const Response page = searcher.search(request);
    if (page.hits.empty()) break;
    CHECK(page.hits.front().rank == request.offset + 1);
    pages += (pages.empty() ? "" : " ") + in_order(page);
  }
  CHECK(pages == whole);
}

TEST_CASE("hits given one by one are those of the list", "[searcher]") {
  const SmallArchive archive({article("a", "goose"), article("b", "goose")});
  const Searcher searcher = archive.searcher();
  std::string given;
  const Response response =
      searcher.search(ask("goose"), [&](Hit&& hit) { given += hit.title + " "; });
  CHECK(given == "a b ");
  CHECK(response.hits.empty());
  CHECK(response.total == 2);
}

TEST_CASE("what is removed is not found, nor does it change what is", "[searcher]") {
  SmallArchive archive({article("kept", "Voters write in a name.")});
  const std::string segment = archive.add({article("gone", "A write-in vote.")});
  CHECK(titles(archive.searcher(), "writein") == "gone kept");
  archive.remove(segment, {1});
  const Searcher searcher = archive.searcher();
  CHECK(titles(searcher, "*") == "kept");
  CHECK(titles(searcher, "vote").empty());
  // No article hyphenates the word any more.
  CHECK(titles(searcher, "writein").empty());
  CHECK(!searcher.show("0000000000000002"));
  CHECK(searcher.show("0000000000000001")->text == "Voters write in a name.");
}

TEST_CASE("several archives are searched as one", "[searcher]") {
  const SmallArchive first({article("a", "goose"), article("b", "duck")});
  const SmallArchive second({article("c", "goose")});
  const Searcher searcher(std::vector{first.path(), second.path()});
  CHECK(titles(searcher, "goose") == "a c");
  CHECK(titles(searcher, "-goose") == "b");
  REQUIRE(searcher.archives().size() == 2);
  CHECK(searcher.archives()[0].articles == 2);
  CHECK(searcher.archives()[1].path == second.path().string());
}

TEST_CASE("a searcher keeps the state it was opened on", "[searcher]") {
  SmallArchive archive({article("a", "goose")});
  const Searcher before = archive.searcher();
  const std::string segment = archive.add({article("b", "goose")});
  archive.remove(segment, {1});
  archive.add({article("c", "goose")});
  CHECK(titles(before, "goose") == "a");
  CHECK(titles(archive.searcher(), "goose") == "a c");
}

TEST_CASE("words are found in their article's language", "[searcher]") {
  auto french = article("fr", "Les élections ont eu lieu à Saint-Ombre.");
  french.lang = "fr";
  auto german = article("de", "Die Häuser am Fluss.");
  german.lang = "de";
  const SmallArchive archive({article("en", "The elections of Alabama"), french, german});
  const Searcher searcher = archive.searcher();
  CHECK(titles(searcher, "election") == "en fr");
  CHECK(titles(searcher, "Haus") == "de");
  CHECK(titles(searcher, "saint-ombre") == "fr");
  CHECK(titles(searcher, "ombre") == "fr");
}

TEST_CASE("notes say which words are nowhere, and what only captions have", "[searcher]") {
  auto picture = article("a", "The bridge is open.");
  picture.body.captions.push_back({.bytes = {}, .text = "A photograph of it", .rule = "IMAGE"});
  const SmallArchive archive({picture});
  const Searcher searcher = archive.searcher();
  struct Row {
    const char* query;
    const char* codes;
    std::uint64_t total;
  };
  const auto row = GENERATE(values<Row>({
      {"bridge", "", 1},
      {"bridge goose", "nowhere clauses", 0},
      {"bridge OR goose", "nowhere", 1},
      {"photograph", "nowhere captions", 0},
      {"(bridge", "bracket", 1},
      {"bridge -open", "clauses", 0},
      {"...", "no-words", 0},
  }));
  CAPTURE(row.query);
  const Response response = searcher.search(ask(row.query));
  CHECK(codes(response) == row.codes);
  CHECK(response.total == row.total);
}

TEST_CASE("fields that do not exist are refused in queries and errors in options", "[searcher]") {
  const SmallArchive archive({article("a", "goose")});
  const Searcher searcher = archive.searcher();
  const Response response = searcher.search(ask("titel:goose"));
  REQUIRE(response.refused);
  CHECK(response.refused->code == "unknown-field");
  CHECK(response.total == 0);
  Request request = ask("goose");
  request.filters = {{"titel", "x", false}};
  CHECK(code_of(searcher, request) == ErrorCode::bad_usage);
  request.filters = {{"date", "soon", false}};
  CHECK(code_of(searcher, request) == ErrorCode::bad_usage);
  request.filters = {};
  request.facets = {{"title", ""}};
  CHECK(code_of(searcher, request) == ErrorCode::bad_usage);
  request.facets = {{"date", "week"}};
  CHECK(code_of(searcher, request) == ErrorCode::bad_usage);
}

TEST_CASE("a copy names the first article of the same text", "[searcher]") {
  const SmallArchive archive({dated("b", "The same  text.", 2017y / 2 / 1),
                              dated("a", "The same text.", 2017y / 1 / 1),
                              dated("c", "the SAME text.", {}), dated("d", "Another text.", {})});
  Request request = ask("*");
  request.sort = Request::Sort::oldest;
  std::string copies;
  for (const Hit& hit : archive.searcher().search(request).hits)
    copies += hit.title + (hit.copy_of ? ">" + hit.copy_of->substr(15) : "") + " ";
  CHECK(copies == "a b>2 c>2 d ");
}

TEST_CASE("each stage of a query can be printed", "[searcher]") {
  const SmallArchive archive({article("a", "The write-in votes.")});
  const Searcher searcher = archive.searcher();
  CHECK(searcher.explain_query(ask("a -\"b c\""), "tokens") == "chunk a\nnot -\nphrase b c\n");
  CHECK(searcher.explain_query(ask("writein -votes"), "tree") ==
        "all\n  any\n    word writein\n    sequence write-in\n  negation\n    word votes\n");
  CHECK_THAT(searcher.explain_query(ask("votes"), "xapian"), Catch::Contains("Zvote"));
  CHECK_THROWS_AS(searcher.explain_query(ask("votes"), "soup"), Error);
}
