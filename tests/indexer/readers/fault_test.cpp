// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/fault.hpp"

#include <catch2/catch.hpp>

using ae::indexing::Location;

TEST_CASE("a location is written so that a person can find it", "[indexer][readers]") {
  struct Row {
    Location where;
    std::string text;
    std::string message;
  };
  const auto row = GENERATE(values<Row>({
      {{.path = "a.txt", .member = {}, .line = 0}, "a.txt", "a.txt"},
      {{.path = "a.jsonl", .member = {}, .line = 7}, "a.jsonl#7", "a.jsonl:7"},
      {{.path = "a.zip", .member = "b.txt", .line = 0}, "a.zip!b.txt", "a.zip!b.txt"},
      {{.path = "a.zip", .member = "b.jsonl", .line = 7}, "a.zip!b.jsonl#7", "a.zip!b.jsonl:7"},
  }));
  CHECK(row.where.to_string() == row.text);
  CHECK(row.where.to_message() == row.message);
}
