// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/simplify.hpp"

#include "searcher/query/parse.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ae::searching;

TEST_CASE("of equal parts side by side the first stays", "[searcher][query]") {
  struct Row {
    const char* query;
    const char* simple;
  };
  const auto row = GENERATE(values<Row>({
      {"snow OR snow", "snow"},
      {"snow fell snow", "snow AND fell"},
      {"snow OR Snow", "snow OR Snow"},
      {"snow =snow", "snow AND =snow"},
      {"title:snow snow", "title:snow AND snow"},
      {"\"a b\" OR \"a b\" OR \"b a\"", "\"a b\" OR \"b a\""},
      {"(a OR b) (a OR b)", "a OR b"},
      {"(a OR a) (b OR b)", "a AND b"},
      {"-a -a", "NOT a"},
      {"a NEAR/3 a", "a NEAR/3 a"},  // two places
      {"a NEAR/3 b OR a NEAR/4 b", "a NEAR/3 b OR a NEAR/4 b"},
      {"date:2017-12-13 OR date:2017-12-13", "date:2017-12-13"},
      {"date:2017-12-13 OR date:unknown", "date:2017-12-13 OR date:unknown"},
      {"outlet:x OR place:x", "outlet:x OR place:x"},
      {"a~1 OR a~2", "a~1 OR a~2"},
  }));
  CAPTURE(row.query);
  CHECK(to_string(without_repeats(parse(row.query, {}).root)) == row.simple);
}
