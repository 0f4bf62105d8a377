// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/parse.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <random>
#include <string>

using namespace ae::searching;
using namespace std::chrono_literals;

namespace {

const ae::Day today = 2018y / 6 / 1;

ParsedQuery read(std::string_view query) { return parse(query, {.today = today}); }

/// The tree in brackets, fully.
std::string tree(std::string_view query) { return to_string(read(query).root); }

std::string notes(std::string_view query) {
  std::string codes;
  for (const ae::Note& note : read(query).notes) codes += (codes.empty() ? "" : " ") + note.code;
  return codes;
}

unsigned depth(const Node& node) {
  unsigned deepest = 0;
  for (const Node& child : node.children) deepest = std::max(deepest, depth(child));
  return deepest + 1;
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("a query is understood as people mean it", "[searcher][query]") {
  struct Row {
    const char* query;
    const char* tree;
  };
  const auto row = GENERATE(values<Row>({
      {"", "*"},
      {" \n", "*"},
      {"*", "*"},
      {"moore", "moore"},
      {"moore jones", "moore AND jones"},
      {"moore AND jones", "moore AND jones"},
      {"moore jones OR strange", "(moore AND jones) OR strange"},
      {"moore (jones OR strange)", "moore AND (jones OR strange)"},
      {"moore -jones NOT strange", "moore AND NOT jones AND NOT strange"},
      {"NOT NOT moore", "moore"},
      {"-(moore jones)", "NOT (moore AND jones)"},
      {"a NEAR/3 b c", "a NEAR/3 b AND c"},
      {"a NEAR/3 b NEAR/3 \"c d\"", "a NEAR/3 b NEAR/3 \"c d\""},
      {"\"Rule of Law\"", "\"Rule of Law\""},
      {"write-in votes", "write-in AND votes"},
      {"hmm...what", "hmm AND what"},
      {"=Moore", "=Moore"},
      {"=\"Rule of Law\"", "=\"Rule of Law\""},
      {"moor~ moor~2", "moor~1 AND moor~2"},
      {"vot* *gate w?rd", "vot* AND *gate AND w?rd"},
      {"title:moore body:\"a b\" caption:x", "title:moore AND body:\"a b\" AND caption:x"},
      {"title:(a OR b)", "title:a OR title:b"},
      {"person:\"Doug Jones\" outlet:lantern", "person:\"Doug Jones\" AND outlet:lantern"},
      {"date:2017-12", "date:2017-12-01..2017-12-31"},
      {"date:2017-12-13", "date:2017-12-13"},
      {"date:..2017", "date:..2017-12-31"},
      {"date:\"last year\"", "date:2017-01-01..2017-12-31"},
      {"date:unknown -date:unknown", "date:unknown AND NOT date:unknown"},
      {"path:2017/*", "path:2017/*"},
      {"U.S. Senate", "U.S. AND Senate"},
  }));
  CAPTURE(row.query);
  CHECK(tree(row.query) == row.tree);
  CHECK(notes(row.query).empty());
}

TEST_CASE("what is odd in a query is put right, with a note", "[searcher][query]") {
  struct Row {
    const char* query;
    const char* tree;
    const char* notes;
  };
  const auto row = GENERATE(values<Row>({
      {"(moore", "moore", "bracket"},
      {"moore)", "moore", "bracket"},
      {") moore ( jones", "moore AND jones", "bracket"},
      {"\"a win", "\"a win\"", "quote"},
      {"OR moore", "moore", "operator"},
      {"moore OR", "moore", "operator"},
      {"AND moore", "moore", "operator"},
      {"moore AND", "moore", "operator"},
      {"moore AND AND jones", "moore AND jones", "operator"},
      {"moore NOT", "moore", "operator"},
      {"NEAR/3 moore", "moore", "near"},
      {"moore NEAR/3", "moore", "near"},
      {"(a OR b) NEAR/3 c", "(a OR b) AND c", "near"},
      {"NOT a NEAR/3 b", "NOT a AND b", "near"},
      {"a NEAR/3 b NEAR/4 c", "a NEAR/3 b AND c", "near"},
      {"moore~9", "moore~2", "fuzzy"},
      {"...", "", "no-words"},
      {"\xff\xfe", "", "no-words"},
      {"()", "", "no-words"},
      {"\"\"", "", "no-words"},
  }));
  CAPTURE(row.query);
  CHECK(tree(row.query) == row.tree);
  CHECK(notes(row.query) == row.notes);
}

TEST_CASE("any of the words will do where that is asked for", "[searcher][query]") {
  struct Row {
    const char* query;
    const char* tree;
  };
  const auto row = GENERATE(values<Row>({
      {"moore jones", "moore OR jones"},
      {"moore \"a win\" write-in", "moore OR \"a win\" OR write-in"},
      {"moore jones -strange", "NOT strange AND (moore OR jones)"},
      {"moore AND jones strange", "moore AND jones AND strange"},
      {"moore lang:en jones", "lang:en AND (moore OR jones)"},
      {"hmm...what now", "(hmm OR what) OR now"},
      {"at 10:30", "at OR (10 OR 30)"},
  }));
  CAPTURE(row.query);
  const auto any = ae::Request::Match::any;
  CHECK(to_string(parse(row.query, {.match = any, .today = today}).root) == row.tree);
}

TEST_CASE("what cannot be meant is refused, and the reason given", "[searcher][query]") {
  struct Row {
    std::string query;
    const char* code;
  };
  const auto row = GENERATE(values<Row>({
      {"titel:moore", "unknown-field"},
      {"moore (jones OR titel:x)", "unknown-field"},
      {"date:soon", "bad-date"},
      {"person:(a b)", "no-value"},
      {repeated("a ", 2001), "too-long"},
      {repeated("a", 65537), "too-long"},
      {repeated("a* ", 65), "too-many-wildcards"},
      {repeated("a~ ", 65), "too-many-wildcards"},
      {repeated("person:a* ", 65), "too-many-wildcards"},
      {repeated("path:a ", 65), "too-many-wildcards"},
  }));
  CAPTURE(row.query.substr(0, 40));
  const ParsedQuery parsed = read(row.query);
  REQUIRE(parsed.refused);
  CHECK(parsed.refused->code == row.code);
  CHECK(parsed.root.kind == Node::Kind::nothing);
}

TEST_CASE("the tree never grows deep", "[searcher][query]") {
  const auto query = GENERATE(
      repeated("(", 10'000) + "moore", repeated("(a ", 2000) + repeated(")", 2000),
      repeated("-", 60'000) + "a", repeated("NOT ", 10'000) + "a", repeated("-(", 10'000) + "a",
      repeated("a NEAR/1 b NEAR/2 ", 900), repeated("a ) ", 1900), repeated("(a OR ", 1900));
  CAPTURE(query.substr(0, 40), query.size());
  CHECK(depth(read(query).root) < 5 * max_depth);
}

TEST_CASE("no text is too odd to be a query", "[searcher][query]") {
  static constexpr std::string_view pieces[] = {
      "a",     "moore",  " ",    "(",  ")", "\"",     "“",      "”",       "'",    "’",
      "-",     "=",      "~",    "~2", "*", "?",      "AND ",   "OR ",     "NOT",  ":",
      "date:", "title:", "é",    "北", "/", "NEAR/2", "person", "..",      "2017", "U.",
      "S.",    "\xff",   "\xc3", "\n", ",", "\0",     "&",      "write-in"};
  std::mt19937 random(7);
  for (int round = 0; round < 5000; ++round) {
    std::string query;
    for (auto i = random() % 12; i > 0; --i) query += pieces[random() % std::size(pieces)];
    CAPTURE(query);
    const ParsedQuery parsed = read(query);
    if (parsed.refused || parsed.root.kind == Node::Kind::nothing) continue;
    CHECK(!to_string(parsed.root).empty());
  }
}
