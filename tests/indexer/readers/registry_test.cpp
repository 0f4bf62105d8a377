// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/reading.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;
using ae::test::blob_of;
using ae::test::read_all;

TEST_CASE("an input is read by its content, then by its name", "[indexer][readers]") {
  struct Row {
    std::string bytes;
    std::string name;
    std::string origins;
    std::string text;
  };
  const auto row = GENERATE(values<Row>({
      {"Jones *wins*.", "a.txt", "a.txt", "Jones *wins*."},
      {"Jones *wins*.", "README", "README", "Jones *wins*."},
      {"Jones *wins*.", "a.md", "a.md", "Jones wins.\n"},
      {"Jones *wins*.", "Jones gains 1.5 points", "Jones gains 1.5 points", "Jones *wins*."},
      {"---\ntitle: a\n---\nJones *wins*.", "a.txt", "a.txt", "Jones wins.\n"},
      {"--- Jones *wins*.", "a.txt", "a.txt", "--- Jones *wins*."},
      {"{\"text\": \"a\"}", "a.txt", "a.txt", "a"},
      {"{\"text\": \"a\"}", "a", "a", "a"},
      {"{\"text\": \"a\"}", "a.jsonl", "a.jsonl#1", "a"},
      {"{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "a.json", "a.json#1 a.json#2", "a"},
      {"{\"text\": \"a\"}\n{\"text\": \"b\"}\n", "a.dump", "a.dump#1 a.dump#2", "a"},
      {"{\n\"text\":\n\"a\"\n}\n", "a", "a", "a"},
      {"[{\"text\": \"a\"}]", "a.jsonl", "a.jsonl#1", "a"},
      {"{Moore} said so. [Photo] [1]", "a.txt", "a.txt", "{Moore} said so. [Photo] [1]"},
      {"[](a.html)b", "a.md", "a.md", "b\n"},
      {"\xef\xbb\xbf{\"text\": \"a\"}", "a", "a", "a"},
      {"Moore\x92s caf\xe9 is not far from here.", "a.TXT", "a.TXT",
       "Moore’s café is not far from here."},
  }));
  CAPTURE(row.bytes, row.name);
  const auto all = read_all(row.bytes, row.name);
  std::string origins;
  for (const auto& article : all.articles)
    origins += (origins.empty() ? "" : " ") + article.origin.to_string();
  CHECK(origins == row.origins);
  REQUIRE_FALSE(all.articles.empty());
  CHECK(all.articles.front().text == row.text);
}

TEST_CASE("what no reader takes is skipped with the reason", "[indexer][readers]") {
  struct Row {
    std::string bytes;
    std::string name;
    std::string reason;
  };
  const auto row = GENERATE(values<Row>({
      {"", "a.txt", "empty file"},
      {" \r\n\t\n", "a.txt", "nothing but white space"},
      {"\u00a0\u3000", "a.txt", "nothing but white space"},
      {"text", "a.html", "no article text: too little text"},
      {"title,date\na,b", "a.CSV",
       "a table without a text column (text, body, content or articleBody)"},
      {"Subject: a\n\n", "a.eml", "a mail without a text"},
      {"<rss><channel></channel></rss>", "a", "XML without articles"},
      {"x = 1", "a.py", "no reader for .py files"},
      {"\n<!DOCTYPE HTML><p>a", "a.txt", "no article text: too little text"},
      {"<?xml version=\"1.0\"?>", "a", "no reader for XML"},
      {"\xff\xd8\xff\xe0 JFIF", "a.jpg", "no reader for images"},
      {"\x7f"
       "ELF",
       "a", "no reader for executables"},
      {std::string("a\0b", 3), "a.txt", "binary data"},
      {"\x01\x02\x03 text", "a.txt", "binary data"},
      {std::string("\xff\xfe"
                   "a\0",
                   4),
       "a.txt", "no reader for UTF-16 (convert it to UTF-8)"},
      {"\xf0\xcf\xc2\xc5\xc4\xc1 \xcd\xd5\xd2\xc1", "a.txt",
       "text neither in UTF-8 nor in Windows-1252; convert it to UTF-8"},
  }));
  CAPTURE(row.bytes, row.name);
  const auto all = read_all(row.bytes, row.name);
  CHECK(all.articles.empty());
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].kind == Fault::Kind::skipped);
  CHECK(all.faults[0].reason == row.reason);
  CHECK(all.faults[0].where.path == row.name);
}

TEST_CASE("the format that is asked for is used", "[indexer][readers]") {
  CHECK(read_all("{\"text\": \"*a*\"}", "a.json", Format::text).only().text ==
        "{\"text\": \"*a*\"}");
  CHECK(read_all("<p>*a*", "a.html", Format::markdown).only().text == "<p>a\n");
  CHECK(read_all("{\"text\": \"a\"}", "a.log", Format::json_lines).only().origin.line == 1);
  CHECK(read_all("plain", "a.txt", Format::json).faults.at(0).kind == Fault::Kind::failed);
  CHECK(read_all(std::string(9, '\0'), "a", Format::text).faults.at(0).reason == "binary data");
}

TEST_CASE("formats go by the names of the command line", "[indexer][readers]") {
  CHECK(format_from_name("auto") == Format::automatic);
  CHECK(format_from_name("txt") == Format::text);
  CHECK(format_from_name("md") == Format::markdown);
  CHECK(format_from_name("json") == Format::json);
  CHECK(format_from_name("jsonl") == Format::json_lines);
  CHECK_FALSE(format_from_name("TXT"));
  CHECK_FALSE(format_from_name(""));
}

TEST_CASE("an input that cannot be read is a failure", "[indexer][readers]") {
  const auto* const bytes = GENERATE("", "half a text", "{\"text\": \"ha");
  for (const auto* const name : {"a.txt", "a.md", "a.json", "a.jsonl"}) {
    CAPTURE(bytes, name);
    const auto all = read_all(blob_of(bytes, name, true));
    CHECK(all.articles.empty());
    REQUIRE(all.faults.size() == 1);
    CHECK(all.faults[0].kind == Fault::Kind::failed);
    CHECK(all.faults[0].rule == "broken-input");
    CHECK(all.faults[0].reason == "the wire broke");
  }
}

TEST_CASE("a text too large for one article says what to do", "[indexer][readers]") {
  const std::string large((std::size_t{64} << 20U) + 1, 'x');
  const auto all = read_all(large, "a.txt");
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].kind == Fault::Kind::failed);
  CHECK(all.faults[0].reason.find("64 MiB") != std::string::npos);
  CHECK(all.faults[0].reason.find("split it") != std::string::npos);
}

TEST_CASE("a character cut through by the end of the head is no damage", "[indexer][readers]") {
  for (std::size_t shift = 0; shift < 3; ++shift) {
    std::string text(shift, 'x');
    while (text.size() < 100'000) text += "\u65e5";
    const auto all = read_all(text, "a.txt");
    CHECK(all.only().text == text);
  }
}
