// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;
using ae::test::claims_of;
using ae::test::read_all;

TEST_CASE("a JSON object is an article with claims", "[indexer][readers]") {
  const auto all = read_all(R"({
    "_id": 42, "title": " Jones\nwins ", "body": "He won.\r\nBy a little.", "date": "2017-12-13",
    "publisher": {"name": "The Lantern", "id": 3}, "authors": ["Ana Reyes", {"name": "Bo Lind"}],
    "url": "https://lantern.example/a", "language": "en", "mediaType": "photo", "author": null
  })",
                            "a.json");
  const auto& article = all.only();
  CHECK(article.text == "He won.\nBy a little.");
  CHECK(claims_of(article) ==
        "source_id=42; title=Jones wins; date=2017-12-13; outlet=The Lantern; author=Ana Reyes; "
        "author=Bo Lind; url=https://lantern.example/a; lang=en");
  CHECK(article.claims[2].rule == "json key date");
  CHECK(article.claims[2].source == Source::record);
  CHECK(article.origin.to_string() == "a.json");
}

TEST_CASE("the text of a record stands under the first text key that has some",
          "[indexer][readers]") {
  struct Row {
    std::string json;
    std::string text;
  };
  const auto row = GENERATE(values<Row>({
      {R"({"content": "c", "text": "t", "body": "b"})", "t"},
      {R"({"content": "c", "text": " ", "body": null})", "c"},
      {R"({"text": ["One.", "Two."]})", "One.\n\nTwo."},
      {R"({"text": "caf\u0065\u0301 \ud83d\uddf3 \u0000\u00ad."})", "cafe\u0301 \U0001f5f3 ."},
      {"\xef\xbb\xbf{\"text\": \"after a mark\"}", "after a mark"},
      {R"({"text": "half \ud83d pair \\ud83d \udc00"})", "half \ufffd pair \\ud83d \ufffd"},
      {"{\"text\": \"Moore\x92s caf\xe9\"}", "Moore’s café"},
  }));
  CAPTURE(row.json);
  const auto all = read_all(row.json, "a.json");
  REQUIRE(all.articles.size() == 1);
  CHECK(all.articles[0].text ==
        (row.json.find("u0301") == std::string::npos ? row.text : "caf\u00e9 \U0001f5f3 ."));
}

TEST_CASE("a JSON array gives an article an element, by its place", "[indexer][readers]") {
  const auto* const json = GENERATE(R"([{"text": "a"}, {"title": "none"}, 7, {"text": "b"}])",
                                    R"({"n": 1, "items": [{"text": "a"}, [], {}, {"body": "b"}]})",
                                    R"({"articles": [{"text":"a"}, 0, null, {"content": "b"}]})");
  CAPTURE(json);
  const auto all = read_all(json, "a.json");
  REQUIRE(all.articles.size() == 2);
  CHECK(all.articles[0].origin.to_string() == "a.json#1");
  CHECK(all.articles[1].origin.to_string() == "a.json#4");
  CHECK(all.articles[1].text == "b");
  REQUIRE(all.faults.size() == 2);
  CHECK(all.faults[0].kind == Fault::Kind::skipped);
  CHECK(all.faults[0].where.to_message() == "a.json:2");
}

TEST_CASE("JSON that is no article at all is skipped once", "[indexer][readers]") {
  const auto* const json =
      GENERATE(R"({"000": {"date": "2017-12-13", "people": []}, "001": {"title": null}})",
               R"([{"title": "a"}, {"title": "b"}])", "[]", "{}", "7", R"({"text": {"a": "b"}})");
  CAPTURE(json);
  const auto all = read_all(json, "gold.json");
  CHECK(all.articles.empty());
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].kind == Fault::Kind::skipped);
  CHECK(all.faults[0].reason == "JSON without a text key (text, body, content or articleBody)");
}

TEST_CASE("a broken JSON file is a failure", "[indexer][readers]") {
  const auto json = GENERATE(std::string(R"({"text": "a)"), std::string(R"({"text": "a"} x)"),
                             std::string("{\"text\": \"a\tb\"}"), std::string("nothing"),
                             "{\"text\":" + std::string(100'000, '[') + "\"");
  const auto all = read_all(json, "a.json");
  CHECK(all.articles.empty());
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].kind == Fault::Kind::failed);
  CHECK(all.faults[0].rule == "bad-json");
}

TEST_CASE("blank text in JSON is skipped", "[indexer][readers]") {
  const auto all = read_all(R"({"text": " \n\u00a0"})", "a.json");
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].kind == Fault::Kind::skipped);
  CHECK(all.faults[0].rule == "blank");
}

TEST_CASE("bytes in JSON that are no UTF-8 are counted", "[indexer][readers]") {
  const auto all = read_all("{\"text\": \"d\u00e9j\u00e0 vu \xff\"}", "a.json");
  CHECK(all.only().replaced == 1);
  CHECK(read_all("{\"text\": \"\xef\xbf\xbd\"}", "a.json").only().replaced == 0);
}
