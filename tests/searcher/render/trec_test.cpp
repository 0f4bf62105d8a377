// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/renderer.hpp"

#include <catch2/catch.hpp>

#include "answers.hpp"

using namespace ae::searching::render;

TEST_CASE("a run has six columns, whatever stands in an id", "[searcher][render]") {
  ae::Response response = ae::test::response();
  CHECK(render(Format::trec, {}, response) == "1 Q0 9f8e7d6c5b4a3921 1 3.210000000 ae\n");
  response.id = "query 7";
  response.hits[0].source_id = "record 8\n";
  CHECK(render(Format::trec, {}, response) == "query_7 Q0 record_8_ 1 3.210000000 ae\n");
}

TEST_CASE("what a score is made of is told where it is asked for", "[searcher][render]") {
  ae::Response response = ae::test::response();
  CHECK(render(Format::text, {}, response).find("score") == std::string::npos);
  CHECK(render(Format::json, {}, response).find("explanation") == std::string::npos);
  response.hits[0].explanation = {{.name = "word",
                                   .value = 3,
                                   .word = "vote",
                                   .count = 2,
                                   .length = 0.5,
                                   .idf = 1.5,
                                   .burst = 1.25,
                                   .repeat = 1},
                                  {.name = "near", .value = 0.21}};
  CHECK(render(Format::text, {}, response)
            .find("   score 3.210000\n"
                  "      +3.000000  vote: 2 times in 0.50 mean lengths; idf 1.500, bursts 1.250, "
                  "query 1.000\n"
                  "      +0.210000  words close to each other\n") != std::string::npos);
  CHECK(render(Format::json, {}, response)
            .find(R"("explanation":[{"part":"word","value":3,"word":"vote","count":2,"length":0.5,)"
                  R"("idf":1.5,"burst":1.25,"repeat":1},{"part":"near","value":0.21}])") !=
        std::string::npos);
}

TEST_CASE("answers of a batch name their query", "[searcher][render]") {
  ae::Response response = ae::test::response();
  response.id = "q7";
  CHECK(render(Format::text, {}, response).starts_with("q7: "));
  CHECK(render(Format::json, {}, response).starts_with(R"({"schema":1,"query_id":"q7","query":)"));
  CHECK(render(Format::json_lines, {}, response).starts_with(R"({"query_id":"q7","rank":1,)"));
}
