// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"
#include "searcher/render/renderer.hpp"

#include <catch2/catch.hpp>

#include <sstream>

#include "answers.hpp"

using namespace ae::searching::render;

namespace {

constexpr Style terminal{.colour = true, .terminal = true, .width = 40};

std::string text(const ae::Response& response, const Style& style = {}) {
  return render(Format::text, style, response);
}

}  // namespace

TEST_CASE("an answer is readable as plain text", "[searcher][render]") {
  CHECK(text(ae::test::response()) ==
        "4 articles match (1 to 1 shown)\n"
        "\n"
        "1. Jones wins by 21,000 votes\n"
        "   outlet unknown · 2017-12-13 · Ana Reyes, Bo \"B\" Li\n"
        "   The write-in votes, all of them.\n"
        "   9f8e7d6c5b4a3921  corpus/lantern/a.txt\n"
        "\n"
        "outlet\n"
        "  * The Lantern  3\n"
        "    unknown      1\n"
        "    … 3 more\n"
        "\n"
        "date:year\n"
        "    2016  1  ██████████\n"
        "    2017  4  ████████████████████████████████████████\n");
}

TEST_CASE("dates are a tree of years and months", "[searcher][render]") {
  ae::Response response;
  response.facets = {{"date",
                      "day",
                      {{"2016-12-31", 1, false},
                       {"2017-01-01", 2, false},
                       {"2017-01-02", 1, true},
                       {"2017-02-01", 1, false},
                       {"unknown", 1, false}},
                      5}};
  const auto shown = text(response, {.width = 24});
  CHECK(shown.substr(shown.find("date")) ==
        "date:day\n"
        "    2016            1\n"
        "      2016-12       1\n"
        "        2016-12-31  1  █\n"
        "    2017            4\n"
        "      2017-01       3\n"
        "        2017-01-01  2  █\n"
        "  *     2017-01-02  1  █\n"
        "      2017-02       1\n"
        "        2017-02-01  1  █\n"
        "    unknown         1  █\n");
}

TEST_CASE("shares stand beside counts", "[searcher][render]") {
  ae::Response response;
  response.facets = {{"outlet", "share", {{"Semaphore", 20, false, 1}, {"x", 5, false, 0.125}}, 2}};
  const auto shown = text(response);
  CHECK(shown.substr(shown.find("outlet")) ==
        "outlet:share\n"
        "    Semaphore  20  100.0 %\n"
        "    x           5   12.5 %\n");
}

TEST_CASE("collapsed hits say how many more there are", "[searcher][render]") {
  ae::Response response = ae::test::response();
  response.articles = 7;
  response.hits[0].more = 3;
  CHECK(
      text(response).starts_with("7 articles match, in 4 groups (1 to 1 shown)\n\n"
                                 "1. Jones wins by 21,000 votes +3\n"));
}

TEST_CASE("the heading counts", "[searcher][render]") {
  ae::Response response;
  CHECK(heading(response) == "nothing matches");
  response.total = 1;
  CHECK(heading(response) == "1 article matches");
  response.total = 105359;
  CHECK(heading(response) == "105,359 articles match");
}

TEST_CASE("what matched is highlighted as one where there are colours", "[searcher][render]") {
  const std::string shown = text(ae::test::response(), terminal);
  CHECK(shown.find("\x1b[1;31mwrite-in votes\x1b[0m") != std::string::npos);
  CHECK(shown.find("\x1b[1mJones wins by 21,000 \x1b[0m\x1b[1;31mvotes\x1b[0m") !=
        std::string::npos);
  CHECK(text(ae::test::response()).find('\x1b') == std::string::npos);
}

TEST_CASE("lines of a terminal are wrapped", "[searcher][render]") {
  ae::Response response = ae::test::response();
  for (int i = 0; i < 20; ++i) response.hits[0].snippets[0].text += " more of the same";
  std::istringstream lines(text(response, terminal));
  for (std::string line; std::getline(lines, line);) {
    CAPTURE(line);
    CHECK(ae::cli::columns(line) <= 46);  // an id and a path are not cut
  }
}

TEST_CASE("no text of an article reaches the terminal as a command", "[searcher][render]") {
  const std::string evil = "\x1b]0;x\x07\x1b[2J\u009b2J\u202e\xff";
  ae::Hit hit;
  hit.title = hit.id = hit.path = evil;
  hit.outlet = hit.copy_of = hit.url = hit.source_id = hit.lang = evil;
  hit.authors = hit.person = hit.org = hit.place = {evil};
  hit.title_marks = {{1, 3}, {2, 900}};
  hit.snippets = {{evil, 0, {{0, 1}}}};
  hit.explanation = {{.name = "word", .word = evil}};
  ae::Response response;
  response.query = response.parsed = evil;
  response.notes = {{evil, evil}};
  response.hits = {hit};
  response.facets = {{"outlet", "", {{evil, 1, false}}, 1}};
  response.instead = {{evil, 1, {hit}, evil}};
  response.pairs = {{.first_field = "person",
                     .first = evil,
                     .second_field = "org",
                     .second = evil,
                     .count = 1,
                     .example = ae::Pair::Example{"9f8e7d6c5b4a3921", evil}}};
  ae::Document document;
  document.hit = hit;
  document.text = document.date_time = evil;
  document.sources = {evil};
  document.captions = document.boilerplate = {{evil, {}}};
  document.entities = {{evil, "person", {}}};
  document.evidence = {{evil, evil, evil, evil, {}, 1, true}};
  document.copies = {{.id = evil, .outlet = evil, .date = {}, .path = evil}};
  document.versions = {
      {.id = evil, .date = {}, .date_time = evil, .date_zone = evil, .path = evil}};

  const Style plain{.terminal = true};
  std::string all = text(response, plain) + render(Format::markdown, plain, response) +
                    render(Format::csv, plain, response) + render(Format::json, plain, response) +
                    notes_text(response) + parsed_text(response) + parsed_json(response) +
                    document_text(document, plain, true) + document_json(document, true) +
                    completions_text({{.text = evil, .kind = "word"}}) +
                    completions_json({{.text = evil, .kind = "word"}});
  for (const Format format : {Format::json_lines, Format::bibtex, Format::csl_json, Format::trec})
    all += render(format, plain, response);
  for (const char* bad : {"\x1b", "\x07", "\u009b", "\u202e", "\xff"}) {
    CAPTURE(bad);
    CHECK(all.find(bad) == std::string::npos);
  }
  // With colours the only commands are ours.
  const std::string coloured = text(response, terminal) + document_text(document, terminal, true);
  CHECK(coloured.find("\x1b[2J") == std::string::npos);
  CHECK(coloured.find("\x1b]0;") == std::string::npos);
}

TEST_CASE("titles of a terminal link to the file, or to the web", "[searcher][render]") {
  struct Row {
    std::string path;
    std::optional<std::string> url;
    std::string target;
  };
  const auto row = GENERATE(values<Row>({
      {"/a/b c.txt", {}, "file:///a/b%20c.txt"},
      {"/a/100%.jsonl#12", {}, "file:///a/100%25.jsonl"},
      {"/a/x.zip!m/n.txt#3", {}, "file:///a/x.zip"},
      {"/a/c#", {}, "file:///a/c%23"},
      {"a.txt", "https://lantern.example/a?b=%20c", "https://lantern.example/a?b=%20c"},
      {"a.txt", "https://x/\x1b\\\x07", "https://x/%1B%5C%07"},
      {"a.txt", "javascript:alert(1)", ""},
      {"a.txt", {}, ""},
  }));
  CAPTURE(row.path);
  ae::Response response;
  response.total = 1;
  response.hits.resize(1);
  response.hits[0].title = "T";
  response.hits[0].path = row.path;
  response.hits[0].url = row.url;
  const std::string link = "\x1b]8;;" + row.target + "\x1b\\";
  const std::string shown = text(response, terminal);
  CHECK((shown.find(link) != std::string::npos) == !row.target.empty());
  CHECK((shown.find("\x1b]8") == std::string::npos) == row.target.empty());
  CHECK(text(response, {.colour = true}).find("\x1b]8") == std::string::npos);
}

TEST_CASE("marks that do not fit are cut, never followed", "[searcher][render]") {
  const auto cut = [](std::vector<ae::Span> marks) {
    std::string out;
    for (const Segment& each : segments("abcdef", marks))
      out += each.marked ? '<' + std::string(each.text) + '>' : std::string(each.text);
    return out;
  };
  CHECK(cut({}) == "abcdef");
  CHECK(cut({{0, 2}, {4, 6}}) == "<ab>cd<ef>");
  CHECK(cut({{1, 3}, {2, 5}}) == "a<bc><de>f");
  CHECK(cut({{4, 2}, {9, 12}, {5, 99}}) == "abcde<f>");
}

TEST_CASE("where nothing matches the text says what would", "[searcher][render]") {
  ae::Response response;
  response.instead = {{"moore", 5, {}, "without hmm"}};
  CHECK(text(response) == "nothing matches\n\n----\nInstead:\n\nmoore (without hmm): 5 articles\n");
}

TEST_CASE("an article is shown whole, with its evidence where asked", "[searcher][render]") {
  const std::string brief = document_text(ae::test::document(), {}, false);
  CHECK(brief ==
        "Jones wins by 21,000 votes (no headline: from the text)\n"
        "id       9f8e7d6c5b4a3921\n"
        "date     2017-12-13 11:20 IST\n"
        "outlet   unknown\n"
        "author   Ana Reyes, Bo \"B\" Li\n"
        "lang     en\n"
        "url      unknown\n"
        "path     corpus/lantern/a.txt\n"
        "also     corpus/b.txt\n"
        "person   Doug Jones\n"
        "\n"
        "First line.\n\nSecond \uFFFD[2Jline.\n"
        "\n"
        "Captions\n"
        "  A photo\n");
  const std::string why = document_text(ae::test::document(), {}, true);
  CHECK(why.find("\nEvidence\n"
                 "  date  2017-12-13  text, us numeric date, bytes 40 to 50, 90 % sure\n"
                 "  date  2016-01-01  url, path, 50 % sure, rejected: a stronger claim stands\n") !=
        std::string::npos);
  CHECK(why.find("Left out of the text\n  Share this\n") != std::string::npos);
}

TEST_CASE("Markdown takes the text of articles literally", "[searcher][render]") {
  ae::Response response = ae::test::response();
  response.hits[0].title = "A *bold* [claim](http://x) <b>";
  response.hits[0].url = "https://lantern.example/a(1)";
  response.hits[0].snippets[0] = {"12. no_list write-in", 0, {{12, 20}}};
  const std::string shown = render(Format::markdown, {}, response);
  CHECK(shown ==
        "# write-in votes\n"
        "\n"
        "4 articles match (1 to 1 shown).\n"
        "\n"
        "1. **[A \\*bold\\* \\[claim\\](http://x) \\<b\\>](https://lantern.example/a%281%29)** · "
        "outlet unknown · 2017-12-13\n"
        "\n"
        "   > 12\\. no\\_list **write-in**\n"
        "   >\n"
        "\n"
        "   corpus/lantern/a.txt\n"
        "\n"
        "| outlet | articles |\n|---|---:|\n| The Lantern | 3 |\n| unknown | 1 |\n"
        "\n"
        "| date:year | articles |\n|---|---:|\n| 2016 | 1 |\n| 2017 | 4 |\n");
}
