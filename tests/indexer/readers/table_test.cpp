// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using ae::test::blob_of;
using ae::test::claims_of;
using ae::test::read_all;

TEST_CASE("a row is an article", "[indexer][readers]") {
  struct Row {
    std::string bytes;
    std::string name;
  };
  const auto row = GENERATE(values<Row>({
      {"title,date,text\nBridge,2017-12-13,\"It rose, they said \"\"fast\"\".\"\n", "a.csv"},
      {"\xef\xbb\xbfTitle;Date;Text\r\nBridge;2017-12-13;\"It rose, they said \"\"fast\"\".\"\r\n",
       "a.csv"},
      {"x\ttitle\tdate\ttext\n\n1\tBridge\t2017-12-13\t\"It rose, they said \"\"fast\"\".\"",
       "a.tsv"},
  }));
  CAPTURE(row.bytes);
  const auto article = read_all(row.bytes, row.name).only();
  CHECK(article.text == "It rose, they said \"fast\".");
  CHECK(claims_of(article) == "title=Bridge; date=2017-12-13");
}

TEST_CASE("values may hold line ends, and rows be short or damaged", "[indexer][readers]") {
  const auto all = read_all(
      "title,text\na,\"one\n\ntwo, \"\"three\"\"\"\nb\nc,\nd,caf\xe9 noir\n\"e\"x,f,g\nh,\"never "
      "closed\n",
      "a.csv");
  REQUIRE(all.articles.size() == 4);
  CHECK(all.articles[0].text == "one\n\ntwo, \"three\"");
  CHECK(all.articles[0].origin.line == 2);
  CHECK(all.articles[1].text == "café noir");
  CHECK(all.articles[1].origin.line == 7);
  CHECK(claims_of(all.articles[2]) == "title=ex");
  CHECK(all.articles[3].text == "never closed");
  CHECK(all.faults.size() == 2);
}

TEST_CASE("a table that breaks off keeps the rows before", "[indexer][readers]") {
  const auto all = read_all(blob_of("text\none\ntwo\n", "a.csv", true));
  CHECK(all.articles.size() == 2);
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].rule == "broken-input");
}
