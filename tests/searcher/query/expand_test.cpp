// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/expand.hpp"

#include "searcher/query/parse.hpp"

#include <catch2/catch.hpp>

#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace ae::searching;

namespace {

/// Articles that hyphenate these words, and hold those.
class SomeWords final : public Lexicon {
 public:
  SomeWords(std::set<std::string, std::less<>> hyphenated, std::set<std::string, std::less<>> known)
      : hyphenated_(std::move(hyphenated)), known_(std::move(known)) {}

  bool is_hyphenated(std::string_view word) const override { return hyphenated_.contains(word); }
  bool is_known(std::string_view word) const override { return known_.contains(word); }
  bool adds(std::string_view, std::string_view) const override { return false; }
  bool is_printed(std::string_view word) const override { return known_.contains(word); }
  std::vector<std::string> corrections(std::string_view, std::size_t) const override { return {}; }
  Fields fields_naming(std::string_view name) const override {
    if (name == "Steve Bannon" || name == "J. Edgar Hoover") return {ae::schema::find("person")};
    if (name == "New York") return {ae::schema::find("org"), ae::schema::find("place")};
    return {};
  }

 private:
  std::set<std::string, std::less<>> hyphenated_, known_;
};

std::string expanded(std::string_view query, const Lexicon& lexicon) {
  return to_string(expand(parse(query, {}).root, lexicon));
}

}  // namespace

TEST_CASE("hyphenated, apart or in one: every spelling means the others", "[searcher][query]") {
  const SomeWords lexicon({"writein", "robocall"}, {"write", "in", "robo", "call", "wri", "tein"});
  struct Row {
    const char* query;
    const char* expanded;
  };
  const auto row = GENERATE(values<Row>({
      {"moore", "moore"},
      {"write-in", "write-in OR writein"},
      {"writein", "writein OR wri-tein OR write-in"},
      {"write in", "(write AND in) OR writein"},
      {"a write in b", "a AND ((write AND in) OR writein) AND b"},
      {"robo-call", "robo-call OR robocall"},
      {"well-known", "well-known OR wellknown"},
      {"\"write-in votes\"", "\"write in votes\" OR \"writein votes\""},
      {"\"the write in\"", "\"the write in\" OR \"the writein\""},
      {"\"write in\"", "\"write in\" OR \"writein\""},
      {"title:write title:in", "(title:write AND title:in) OR title:writein"},
      {"title:write in", "title:write AND in"},
      {"title:write-in", "title:write-in OR title:writein"},
      {"-writein", "NOT (writein OR wri-tein OR write-in)"},
      {"=writein =\"write in\"", "=writein AND =\"write in\""},
      {"F-16", "F-16"},
      {"write AND (in)", "(write AND in) OR writein"},
      {"write OR in", "write OR in"},
  }));
  CAPTURE(row.query);
  CHECK(expanded(row.query, lexicon) == row.expanded);
}

TEST_CASE("the words of a name also mean whoever is known by it", "[searcher][query]") {
  const SomeWords lexicon({}, {});
  struct Row {
    const char* query;
    const char* expanded;
  };
  const auto row = GENERATE(values<Row>({
      {"Steve Bannon", "(Steve AND Bannon) OR person:\"Steve Bannon\""},
      {"left Steve Bannon today",
       "left AND ((Steve AND Bannon) OR person:\"Steve Bannon\") AND today"},
      {"J Edgar Hoover", "(J AND Edgar AND Hoover) OR person:\"J. Edgar Hoover\""},
      {"New York -Steve",
       "((New AND York) OR org:\"New York\" OR place:\"New York\") AND NOT Steve"},
      {"bank OR (Steve Bannon)", "bank OR ((Steve AND Bannon) OR person:\"Steve Bannon\")"},
      {"\"Steve Bannon\"", "\"Steve Bannon\""},
      {"=Steve Bannon", "=Steve AND Bannon"},
      {"Steve OR Bannon", "Steve OR Bannon"},
      {"title:Steve title:Bannon", "title:Steve AND title:Bannon"},
      {"Bannon Steve", "Bannon AND Steve"},
      {"Bannon", "Bannon"},
  }));
  CAPTURE(row.query);
  CHECK(expanded(row.query, lexicon) == row.expanded);
}

TEST_CASE("a word is cut in few ways, however many there are", "[searcher][query]") {
  const std::string word(100, 'a');
  std::set<std::string, std::less<>> known;
  for (std::size_t size = 1; size < word.size(); ++size) known.insert(std::string(size, 'a'));
  const Node node = expand(parse(word, {}).root, SomeWords({word}, known));
  REQUIRE(node.kind == Node::Kind::any);
  CHECK(node.children.size() == 9);
}
