// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/batch.hpp"

#include "ae/error.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace ae::searching;

TEST_CASE("a line of a batch is a query, perhaps with an id", "[searcher][batch]") {
  struct Row {
    const char* line;
    const char* id;
    const char* text;
  };
  const auto row = GENERATE(values<Row>({
      {"storm ferry", "3", "storm ferry"},
      {"q1\tstorm ferry", "q1", "storm ferry"},
      {"q1\tstorm\tferry\r", "q1", "storm\tferry"},
      {"\tstorm", "3", "storm"},
      {"q1\t", "q1", ""},
      {"", "3", ""},
  }));
  CAPTURE(row.line);
  const BatchQuery query = read_batch_query(row.line, 3);
  CHECK(query.line == 3);
  CHECK(query.id == row.id);
  CHECK(query.text == row.text);
}

TEST_CASE("every line of a batch is handed on, the last without its end", "[searcher][batch]") {
  const ae::test::TempDir dir;
  const auto file = dir.write("queries", "a\tone\n\nthree");
  std::vector<std::string> seen;
  for_each_query(file.string(), [&](BatchQuery&& query) { seen.push_back(query.text); });
  CHECK(seen == std::vector<std::string>{"one", "", "three"});
}

TEST_CASE("a batch that cannot be read is an error", "[searcher][batch]") {
  const ae::test::TempDir dir;
  const auto nothing = [](BatchQuery&&) {};
  CHECK_THROWS_AS(for_each_query((dir.path() / "none").string(), nothing), ae::Error);
}
