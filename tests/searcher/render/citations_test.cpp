// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/renderer.hpp"

#include <catch2/catch.hpp>
#include <simdjson.h>

#include <map>
#include <string>

#include "answers.hpp"

using namespace ae::searching::render;

namespace {

/// What LaTeX prints of \p text, for what the renderer escapes.
std::string printed(std::string_view text) {
  static const std::map<std::string_view, char> commands{
      {"textbackslash{}", '\\'}, {"textasciitilde{}", '~'}, {"textasciicircum{}", '^'}};
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      out += text[at];
      continue;
    }
    const auto rest = text.substr(at + 1);
    bool found = false;
    for (const auto& [command, character] : commands)
      if (!found && rest.starts_with(command)) {
        out += character;
        at += command.size();
        found = true;
      }
    if (!found) out += text[++at];
  }
  return out;
}

/// The fields of the only entry, braces balanced as BibTeX wants them.
std::map<std::string, std::string> read_bibtex(std::string_view text) {
  std::map<std::string, std::string> fields;
  std::size_t at = text.find('{') + 1;
  fields["key"] = text.substr(at, text.find(',') - at);
  for (at = text.find(" = {"); at != std::string_view::npos; at = text.find(" = {", at)) {
    const std::size_t line = text.rfind('\n', at) + 1;
    const std::string name(text.substr(line + 2, at - line - 2));
    const std::size_t from = at += 4;
    for (int depth = 1; depth > 0; ++at) {
      if (text.at(at) == '\\') {
        ++at;
        continue;
      }
      depth += text[at] == '{' ? 1 : text[at] == '}' ? -1 : 0;
    }
    fields[name] = text.substr(from, at - 1 - from);
  }
  return fields;
}

ae::Response only(ae::Hit hit) {
  ae::Response response;
  response.hits = {std::move(hit)};
  return response;
}

}  // namespace

TEST_CASE("an article is an entry of BibTeX", "[searcher][render]") {
  const auto entry = read_bibtex(render(Format::bibtex, {}, ae::test::response()));
  CHECK(entry.at("key") == "ae-9f8e7d6c5b4a3921");
  CHECK(entry.at("title") == "{Jones wins by 21,000 votes}");
  CHECK(entry.at("author") == "Ana Reyes and Bo \"B\" Li");
  CHECK(entry.at("year") == "2017");
  CHECK(entry.at("month") == "12");
  CHECK(entry.at("day") == "13");
  CHECK(entry.at("language") == "en");
  CHECK(entry.at("journal").empty());
  CHECK(entry.at("url").empty());
}

TEST_CASE("what is not known stays empty in citations", "[searcher][render]") {
  ae::Hit hit;
  hit.id = "1";
  hit.title = "The first words of the text";
  hit.title_derived = true;
  const auto entry = read_bibtex(render(Format::bibtex, {}, only(hit)));
  for (const char* name : {"title", "author", "journal", "year", "month", "day", "language", "url"})
    CHECK(entry.at(name).empty());
  CHECK(render(Format::csl_json, {}, only(hit)) ==
        "[\n{\"id\":\"ae-1\",\"type\":\"article-newspaper\",\"source\":\"\"}\n]\n");
}

TEST_CASE("any title comes back out of a citation", "[searcher][render]") {
  const std::string title =
      GENERATE("plain", "R&D: 100% #1 $5 a_b", "{open", "close}", "back\\slash", "x^2 ~y",
               "“curly”", "\\textbf{x}", "\"quoted\", and more");
  CAPTURE(title);
  ae::Hit hit;
  hit.id = "1";
  hit.title = title;
  hit.outlet = title;
  const auto entry = read_bibtex(render(Format::bibtex, {}, only(hit)));
  CHECK(printed(entry.at("journal")) == title);
  const std::string& braced = entry.at("title");
  CHECK(printed(std::string_view(braced).substr(1, braced.size() - 2)) == title);

  simdjson::dom::parser parser;
  const simdjson::padded_string json(render(Format::csl_json, {}, only(hit)));
  const auto item = parser.parse(json).at(0);
  CHECK(std::string(item["title"].get_string().value()) == title);
  CHECK(std::string(item["container-title"].get_string().value()) == title);
}

TEST_CASE("names that BibTeX would take apart stay whole", "[searcher][render]") {
  ae::Hit hit;
  hit.authors = {"Ana Reyes", "Smith and Sons", "Reyes, Ana"};
  const auto entry = read_bibtex(render(Format::bibtex, {}, only(hit)));
  CHECK(entry.at("author") == "Ana Reyes and {Smith and Sons} and {Reyes, Ana}");
}

TEST_CASE("articles are items of CSL-JSON", "[searcher][render]") {
  ae::Response response = ae::test::response();
  response.hits[0].outlet = "The Lantern";
  response.hits[0].url = "https://lantern.example/a";
  response.hits.push_back(response.hits[0]);
  simdjson::dom::parser parser;
  const simdjson::padded_string json(render(Format::csl_json, {}, response));
  const simdjson::dom::array items = parser.parse(json);
  REQUIRE(items.size() == 2);
  const auto item = items.at(1);
  CHECK(std::string(item["type"].get_string().value()) == "article-newspaper");
  CHECK(std::string(item["author"].at(0)["literal"].get_string().value()) == "Ana Reyes");
  CHECK(std::string(item["container-title"].get_string().value()) == "The Lantern");
  CHECK(std::string(item["URL"].get_string().value()) == "https://lantern.example/a");
  CHECK(item["issued"]["date-parts"].at(0).at(0).get_int64().value() == 2017);
  CHECK(item["issued"]["date-parts"].at(0).at(2).get_int64().value() == 13);
  CHECK(render(Format::csl_json, {}, {}) == "[\n]\n");
}
