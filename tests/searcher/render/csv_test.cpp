// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/renderer.hpp"

#include <catch2/catch.hpp>

#include <vector>

#include "answers.hpp"

using namespace ae::searching::render;

namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Reads RFC 4180.
Rows read(std::string_view csv) {
  Rows rows(1, {""});
  bool quoted = false;
  for (std::size_t at = 0; at < csv.size(); ++at) {
    std::string& field = rows.back().back();
    const char c = csv[at];
    if (quoted && c == '"' && csv.substr(at + 1, 1) == "\"")
      field += csv[++at];
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == ',')
      rows.back().emplace_back();
    else if (!quoted && c == '\n')
      rows.push_back({""});
    else
      field += c;
  }
  rows.pop_back();
  return rows;
}

}  // namespace

TEST_CASE("CSV has one header, and a row an article", "[searcher][render]") {
  ae::Response response = ae::test::response();
  response.hits.push_back(response.hits.front());
  const Rows rows = read(render(Format::csv, {}, response));
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].front() == "rank");
  CHECK(rows[0].back() == "snippets");
  CHECK(rows[1] == std::vector<std::string>{"1",
                                            "9f8e7d6c5b4a3921",
                                            "",
                                            "",
                                            "3.21",
                                            "Jones wins by 21,000 votes",
                                            "false",
                                            "2017-12-13",
                                            "",
                                            "Ana Reyes; Bo \"B\" Li",
                                            "en",
                                            "",
                                            "corpus/lantern/a.txt",
                                            "Doug Jones",
                                            "",
                                            "Alabama",
                                            "0",
                                            "",
                                            "",
                                            "The write-in votes,\nall of them."});
  CHECK(rows[2] == rows[1]);
  CHECK(read(render(Format::csv, {}, {})).size() == 1);
}

TEST_CASE("any text comes back out of CSV", "[searcher][render]") {
  ae::Response response;
  response.hits.resize(1);
  const std::string title =
      GENERATE("", "plain", "a,b", "\"", "\"\"", "line\nline", "cr\r", "\x1b[2J", "\xff", " a ");
  CAPTURE(title);
  response.hits[0].title = title;
  CHECK(read(render(Format::csv, {}, response))[1][5] == title);
}

TEST_CASE("CSV on a terminal cannot take it over", "[searcher][render]") {
  ae::Response response;
  response.hits.resize(1);
  response.hits[0].title = "\x1b[2J";
  CHECK(render(Format::csv, {.terminal = true}, response).find('\x1b') == std::string::npos);
}
