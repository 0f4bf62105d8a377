// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/input.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;
using ae::test::blob_of;
using ae::test::read_all;

TEST_CASE("a bad line is reported and the rest is kept", "[indexer][readers]") {
  const auto all = read_all(
      "{\"id\": 1, \"text\": \"one\"}\r\n"
      "\n"
      "{\"id\": 3, \"text\": \"cut of\n"
      "{\"id\": 4, \"title\": \"no text\"}\n"
      "   \n"
      "[1, 2]\n"
      "{\"id\": 7, \"text\": \"seven\"}",
      "a.jsonl");
  REQUIRE(all.articles.size() == 2);
  CHECK(all.articles[0].origin.to_string() == "a.jsonl#1");
  CHECK(all.articles[1].origin.to_string() == "a.jsonl#7");
  CHECK(ae::test::claims_of(all.articles[1]) == "source_id=7");
  REQUIRE(all.faults.size() == 3);
  CHECK(all.faults[0].kind == Fault::Kind::failed);
  CHECK(all.faults[0].where.to_message() == "a.jsonl:3");
  CHECK(all.faults[1].kind == Fault::Kind::skipped);
  CHECK(all.faults[1].where.line == 4);
  CHECK(all.faults[2].where.line == 6);
}

TEST_CASE("a bad first line does not hide the others", "[indexer][readers]") {
  const auto* const bad = GENERATE("{\"id\": 1, \"text\": \"ab", "{\"id\": 1,", "junk", "}");
  const auto all = read_all(std::string(bad) + "\n{\"text\": \"two\"}\n", "a.ndjson");
  REQUIRE(all.articles.size() == 1);
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].where.to_message() == "a.ndjson:1");
}

TEST_CASE("a line too long is passed over", "[indexer][readers]") {
  const std::string line = "{\"text\": \"" + std::string(5000, 'x') + "\"}\n";
  const auto reader =
      make_json_lines_reader(blob_of(line + "{\"text\": \"short\"}\n", "a.jsonl"), 1000);
  std::vector<Fault> faults;
  const auto sink = [&](const Fault& fault) { faults.push_back(fault); };
  const auto article = reader->next(sink);
  REQUIRE(article);
  CHECK(article->text == "short");
  CHECK(article->origin.line == 2);
  CHECK_FALSE(reader->next(sink));
  CHECK_FALSE(reader->next(sink));
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].rule == "too-large");
  CHECK(faults[0].where.line == 1);
}

TEST_CASE("records before a break are kept", "[indexer][readers]") {
  const auto all = read_all(blob_of("{\"text\": \"one\"}\n{\"text\": \"tw", "a.jsonl", true));
  REQUIRE(all.articles.size() == 1);
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].kind == Fault::Kind::failed);
  CHECK(all.faults[0].rule == "broken-input");
  CHECK(all.faults[0].where.line == 2);
}

TEST_CASE("one line does not leak into the next", "[indexer][readers]") {
  const auto all =
      read_all("{\"text\": \"\xff\", \"title\": \"a\"}\n{\"text\": \"b\"}\n", "a.jsonl");
  REQUIRE(all.articles.size() == 2);
  CHECK(all.articles[1].replaced == 0);
  CHECK(all.articles[1].claims.empty());
}
