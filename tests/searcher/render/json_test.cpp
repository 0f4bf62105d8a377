// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/renderer.hpp"

#include <catch2/catch.hpp>

#include "answers.hpp"

using namespace ae::searching::render;

namespace {

constexpr const char* hit_line =
    R"({"rank":1,"id":"9f8e7d6c5b4a3921","source_id":null,"copy_of":null,"near_copy_of":null,"version_of":null,)"
    R"("score":3.21,)"
    R"("title":"Jones wins by 21,000 votes","title_derived":false,"date":"2017-12-13",)"
    R"("outlet":null,"authors":["Ana Reyes","Bo \"B\" Li"],"lang":"en","url":null,)"
    R"("path":"corpus/lantern/a.txt","person":["Doug Jones"],"org":[],"place":["Alabama"],)"
    R"("title_marks":[[21,26]],"snippets":[{"text":"The write-in votes,\nall of them.",)"
    R"("start":1203,"marks":[[4,18]]}],"more":0})";

std::string json(const ae::Response& response) { return render(Format::json, {}, response); }

}  // namespace

TEST_CASE("JSON answers have the keys of the contract", "[searcher][render]") {
  CHECK(
      json(ae::test::response()) ==
      std::string(
          R"({"schema":1,"query":"write-in votes","parsed":"write-in AND votes",)"
          R"("notes":[{"code":"closed-quote","text":"a quotation mark was closed"}],)"
          R"("total":4,"articles":4,"exact":true,"seconds":0.001235,"archive":{"revision":7,"articles":5},)"
          R"("hits":[)") +
          "\n" + hit_line +
          R"(],"facets":{"outlet":[{"value":"The Lantern","count":3,"selected":true},)"
          R"({"value":"unknown","count":1,"selected":false}],)"
          R"("date:year":[{"value":"2016","count":1,"selected":false},)"
          R"({"value":"2017","count":4,"selected":false}]}})"
          "\n");
}

TEST_CASE("JSON Lines are the articles alone", "[searcher][render]") {
  ae::Response response = ae::test::response();
  response.hits.push_back(response.hits.front());
  const std::string line = std::string(hit_line) + "\n";
  CHECK(render(Format::json_lines, {}, response) == line + line);
  CHECK(render(Format::json_lines, {}, {}).empty());
}

TEST_CASE("several archives are told apart in JSON", "[searcher][render]") {
  ae::Response response;
  response.archives = {{"a", 1, 2}, {"b", 3, 4}};
  CHECK(json(response).find(
            R"("archive":[{"revision":1,"articles":2},{"revision":3,"articles":4}])") !=
        std::string::npos);
}

TEST_CASE("where nothing matches JSON says what would", "[searcher][render]") {
  ae::Response response;
  CHECK(json(response).find(R"("instead":[])") != std::string::npos);
  response.instead = {{"moore", 5, {}, "without hmm"}};
  CHECK(json(response).find(
            R"("instead":[{"query":"moore","change":"without hmm","total":5,"hits":[]}])") !=
        std::string::npos);
  CHECK(json(ae::test::response()).find("instead") == std::string::npos);
}

TEST_CASE("a path that is no UTF-8 can be found again", "[searcher][render]") {
  ae::Response response;
  ae::Hit hit;
  const auto [path, base64] = GENERATE(table<std::string, std::string>({
      {"caf\xe9", "Y2Fm6Q=="},
      {"\xff", "/w=="},
      {"\xff\xfe", "//4="},
      {"\xff\xfe\xfd", "//79"},
  }));
  hit.path = path;
  response.hits = {hit};
  CHECK(json(response).find("\"path_base64\":\"" + base64 + "\"") != std::string::npos);
  CHECK(json(response).find(path) == std::string::npos);
}

TEST_CASE("an article as JSON has text, sources and evidence", "[searcher][render]") {
  const std::string brief = document_json(ae::test::document(), false);
  CHECK(
      brief ==
      R"({"schema":1,"id":"9f8e7d6c5b4a3921","source_id":null,"copy_of":null,"near_copy_of":null,"version_of":null,)"
      R"("path":"corpus/lantern/a.txt","sources":["corpus/lantern/a.txt","corpus/b.txt"],)"
      R"("title":"Jones wins by 21,000 votes","title_derived":true,)"
      R"("text":"First line.\n\nSecond \u001b[2Jline.","date":"2017-12-13",)"
      R"("date_time":"11:20","date_zone":"IST","outlet":null,)"
      R"("authors":["Ana Reyes","Bo \"B\" Li"],"lang":"en","url":null,)"
      R"("captions":[{"text":"A photo","bytes":[3,10]}],)"
      R"("boilerplate":[{"text":"Share this","bytes":[20,30]}],)"
      R"("entities":[{"value":"Doug Jones","type":"person","bytes":[0,5]},)"
      R"({"value":"Doug Jones","type":"person","bytes":[8,13]}],"copies":[],"versions":[],)"
      R"("evidence":{"date":{"source":"text","rule":"us numeric date","bytes":[40,50],)"
      R"("confidence":0.9}}})"
      "\n");
  CHECK(
      document_json(ae::test::document(), true)
          .find(
              R"({"field":"date","value":"2016-01-01","source":"url","rule":"path",)"
              R"("bytes":null,"confidence":0.5,"accepted":false,"reason":"a stronger claim stands"})") !=
      std::string::npos);
}

TEST_CASE("a query as understood is printed as JSON", "[searcher][render]") {
  ae::Response response;
  response.query = "a";
  response.parsed = "body:a";
  CHECK(parsed_json(response) == R"({"schema":1,"query":"a","parsed":"body:a","notes":[]})"
                                 "\n");
  response.refused = ae::Note{"unknown-field", "no field"};
  CHECK(parsed_json(response).find(R"("refused":{"code":"unknown-field","text":"no field"})") !=
        std::string::npos);
}
