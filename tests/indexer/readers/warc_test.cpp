// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/analysis.hpp"
#include "indexer/pages/page_article.hpp"
#include "indexer/readers/http_message.hpp"
#include "indexer/sources/decompress.hpp"
#include "indexer/sources/folder.hpp"
#include "support/packed.hpp"
#include "support/reading.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>

#include "extraction/gold.hpp"

using namespace ae::indexing;
using ae::test::read_all;

namespace fs = std::filesystem;

namespace {

const std::string page =
    "<title>Bridge lost</title><div><p>The river rose by two metres in the night and took the old "
    "footbridge with it, the mayor of Larkfield said on Friday.</p><p>Forty families were brought "
    "to the school on the hill; nobody was hurt, and the water falls.</p></div>";

std::string record(std::string_view type, std::string_view content_type, std::string_view block,
                   std::string_view url = "https://lark.example/bridge") {
  return fmt::format(
      "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Target-URI: {}\r\nWARC-Date: 2017-12-13T10:00:00Z\r\n"
      "Content-Type: {}\r\nContent-Length: {}\r\n\r\n{}\r\n\r\n",
      type, url, content_type, block.size(), block);
}

std::string response(std::string_view headers, std::string_view body) {
  return record(
      "response", "application/http; msgtype=response",
      fmt::format("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{}\r\n{}", headers, body));
}

std::string faults_of(const ae::test::Reading& all) {
  std::string text;
  for (const Fault& fault : all.faults)
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", fault.where.line, fault.reason);
  return text;
}

}  // namespace

TEST_CASE("every page of a crawl is an article with its address", "[indexer][readers]") {
  const auto all =
      read_all(record("warcinfo", "application/warc-fields", "software: x") + response("", page) +
                   record("request", "application/http", "GET /") +
                   record("resource", "text/html; charset=utf-8", page) +
                   record("conversion", "text/plain", "The river rose.") +
                   record("revisit", "application/http", "HTTP/1.1 200 OK\r\n\r\n"),
               "a.warc");
  REQUIRE(all.articles.size() == 3);
  CHECK(all.articles[0].origin.to_string() == "a.warc#2");
  CHECK(all.articles[1].origin.line == 4);
  CHECK(all.articles[2].text == "The river rose.");
  CHECK(faults_of(all) == "6 a revisit: the page was unchanged");
  for (const Article& article : all.articles) {
    REQUIRE(article.seen);
    CHECK(ae::to_iso(*article.seen) == "2017-12-13");
    CHECK(article.claims.back().value == "https://lark.example/bridge");
  }
}

TEST_CASE("a page of a crawl gives what the file of the page gives", "[indexer][readers]") {
  const auto file = read_all(page, "a.html").only();
  const auto crawled = read_all(response("", page), "a.warc").only();
  CHECK(crawled.text == file.text);
  REQUIRE(crawled.parts.size() == file.parts.size());
}

TEST_CASE("a crawl of real pages gives what their files give", "[indexer][readers][data]") {
  const auto folder = ae::test::pages_folder("aeb");
  if (!folder) {
    WARN("skipped: there are no pages with right texts beside the project");
    return;
  }
  const auto gold = ae::test::read_gold(*folder);
  std::string crawl;
  for (const auto& each : gold)
    crawl += record("response", "application/http; msgtype=response",
                    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + each.html, each.url);
  const auto pages = read_all(ae::test::blob_of(crawl, "a.warc"), {.all_pages = true});
  REQUIRE(pages.articles.size() == gold.size());
  for (std::size_t i = 0; i < gold.size(); ++i) {
    CAPTURE(gold[i].key);
    const auto file = read_page({.bytes = gold[i].html, .charset = {}, .url = gold[i].url});
    const auto a = analyse(file.article, {.entities = false});
    const auto b = analyse(pages.articles[i], {.entities = false});
    CHECK(a.text == b.text);
    CHECK(a.title == b.title);
    CHECK(a.url == b.url);
    CHECK(a.outlet == b.outlet);
  }
}

TEST_CASE("bodies lose their chunks and their compression", "[indexer][readers]") {
  const auto chunk = [](std::string_view part) {
    return fmt::format("{:x};x=y\r\n{}\r\n", part.size(), part);
  };
  const std::string chunked = chunk(page.substr(0, 100)) + chunk(page.substr(100)) + "0\r\n\r\n";
  const auto message = GENERATE_COPY(
      as<std::string>{}, response("", page), response("Transfer-Encoding: chunked\r\n", chunked),
      response("Content-Encoding: gzip\r\n", ae::test::gzip(page)),
      response("Content-Encoding: br\r\n", ae::test::brotli(page)),
      // stored decoded, with headers as they came
      response("Content-Encoding: br\r\n", page), response("Transfer-Encoding: chunked\r\n", page),
      response("Content-Encoding: gzip\r\n", page));
  CHECK(read_all(message, "a.warc").only().text.find("Forty families") != std::string::npos);
  const auto trouble = [](std::string_view coding, std::string_view body) {
    const auto header = fmt::format("Content-Encoding: {}\r\n", coding);
    return faults_of(read_all(response(header, body), "a.warc"));
  };
  CHECK(trouble("compress", "\x1b\x03") == "1 packed in a way not known here: compress");
  CHECK(trouble("br", ae::test::brotli(page).substr(0, 40)) ==
        "1 the compressed data break off early");
  CHECK(trouble("br", "Forty families").starts_with("1 damaged Brotli data"));
}

TEST_CASE("a damaged member of a packed crawl costs its record alone", "[indexer][readers]") {
  const auto member = [](int n) {
    return ae::test::gzip(response("", page + fmt::format("<p>Bridge {} of 3.</p>", n)));
  };
  const auto first = member(1);
  const auto second = member(2);
  const auto damaged = [&](std::size_t at, std::string_view with) {
    auto bytes = second;
    return bytes.replace(at, with.size(), with);
  };
  struct Row {
    const char* what;
    std::string bytes;
    std::string fault;
  };
  const auto row = GENERATE_REF(values<Row>({
      {"its beginning", damaged(12, "\xff\xff\xff\xff"), "2 damaged gzip data"},
      {"its middle", damaged(second.size() / 2, "\xff\xff\xff\xff"), "2 damaged gzip data"},
      {"its check sum", damaged(second.size() - 8, "abcd"), "2 damaged gzip data"},
      {"its mark", damaged(0, "\x1e"), "2 other bytes follow the gzip data"},
      {"a piece is missing", second.substr(0, 100), "2 damaged gzip data"},
      {"what looks like a member within it",
       damaged(12, "\xff\xff\x1f\x8b\x08\xe0") +
           std::string("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x07", 11),
       "2 damaged gzip data"},
  }));
  CAPTURE(row.what);
  const auto bytes = first + row.bytes + member(3);
  auto blob = ae::test::blob_of("", "a.warc");
  blob.bytes = unpacked(ae::test::blob_of(bytes, "a.warc.gz").bytes);
  const auto all = read_all(std::move(blob));
  REQUIRE(all.articles.size() == 2);
  CHECK(all.articles[0].text.find("Bridge 1 of 3.") != std::string::npos);
  CHECK(all.articles[1].text.find("Bridge 3 of 3.") != std::string::npos);
  REQUIRE(all.faults.size() == 1);
  CHECK(faults_of(all).starts_with(row.fault));
}

TEST_CASE("a crawl made to be gone over again and again takes linear time", "[indexer][readers]") {
  std::string bytes = ae::test::gzip(response("", page));
  // Each looks like a member, whose stored block leads over the next ones.
  const std::string member("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x00\xff\xff\x00\x00", 15);
  while (bytes.size() < 4'000'000) bytes += member;
  auto blob = ae::test::blob_of("", "a.warc");
  blob.bytes = unpacked(ae::test::blob_of(bytes, "a.warc.gz").bytes);
  CHECK(read_all(std::move(blob)).articles.size() == 1);
}

TEST_CASE("broken records are reported with their place, and the rest is read",
          "[indexer][readers]") {
  const std::string good = response("", page);
  struct Row {
    std::string bytes;
    std::size_t articles;
    std::string faults;
  };
  auto wrong = good;
  wrong.replace(wrong.find("Content-Length: "), 17, "Content-Length: 9");
  const auto row = GENERATE_COPY(values<Row>({
      {good + "rubbish\r\n\r\n" + good, 2, "rubbish"},
      {"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + good, 1, "no length"},
      {good + good.substr(0, good.size() / 2), 1, "breaks off"},
      {record("response", "text/html", "x") + good, 1, ""},
  }));
  const auto all = read_all(row.bytes, "a.warc");
  CHECK(all.articles.size() == row.articles);
  CHECK(all.faults.size() <= 1);
  for (const Fault& fault : all.faults) CHECK(fault.where.line > 0);
  const auto broken = read_all(ae::test::blob_of(good + good, "a.warc", true));
  CHECK(broken.articles.size() == 2);
  CHECK(faults_of(broken) == "3 the wire broke");
}

TEST_CASE("ARC files are read like WARC files", "[indexer][readers]") {
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page;
  const std::string version = "1 0 x\nURL IP-address Archive-date Content-type Archive-length\n";
  const std::string head = fmt::format("filedesc://a.arc 0.0.0.0 20171213100000 text/plain {}\n{}",
                                       version.size(), version);
  const auto entry = [&](std::string_view url) {
    return fmt::format("\n{} 1.2.3.4 20171213100000 text/html {}\n{}", url, answer.size(), answer);
  };
  const auto all = read_all(head + entry("https://lark.example/a b") +
                                "\nhttp://x.example/ 1.2.3.4 20171213100000 "
                                "text/html -1\nabc\n" +
                                entry("https://lark.example/c"),
                            "a.arc");
  REQUIRE(all.articles.size() == 2);
  CHECK(all.articles[0].claims.back().value == "https://lark.example/a b");
  CHECK(faults_of(all).ends_with("the length of the record is no number"));
}

TEST_CASE("any message is an answer or none", "[indexer][readers]") {
  CHECK(read_http("", 100).status == 0);
  CHECK(read_http("HTTP/1.1", 100).status == 0);
  CHECK(read_http("HTTP/1.1 abc\r\n\r\nx", 100).status == 0);
  CHECK(read_http("HTTP/1.1 404 Not Found\n\nx", 100).status == 404);
  const auto cut = read_http("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc", 100);
  CHECK(cut.body == "abc");
  const auto bomb =
      read_http("HTTP/1.1 200 OK\r\n\r\n" + ae::test::gzip(std::string(100'000, 'a')), 1'000);
  CHECK_FALSE(bomb.trouble.empty());
}

TEST_CASE("the crawl files that others test with are read", "[indexer][readers][data]") {
  const auto folder = fs::path(AE_SOURCE_DIR).parent_path() / "shared" / "data" / "warc";
  if (!fs::exists(folder)) {
    WARN("skipped: there are no crawl files at " << folder);
    return;
  }
  struct Row {
    const char* file;
    std::size_t pages;  ///< read, were they articles or not
    std::string faults;
  };
  const auto row = GENERATE(values<Row>({
      {"bad.arc", 0,
       "1 record at byte 0: the length of the record is no number; 2 record at byte 134: the "
       "length of the record is no number; 3 no answer of a web server; 4 record at byte 262: the "
       "length of the record is no number"},
      {"example-bad-non-chunked.warc.gz", 1, "5 a revisit: the page was unchanged"},
      {"example-bad.warc.gz.bad", 1, "4 a revisit: the page was unchanged; 6 HTTP status 302"},
      {"example-digest.warc", 0, ""},  // requests only
      {"example-iana.org-chunked.warc", 1, ""},
      {"example-resource.warc.gz", 1, ""},
      {"example-space-in-target-uri.warc.gz", 0, "2 no page: image/png"},
      {"example-space-in-url.arc", 0, "2 record at byte 151: breaks off after 1579 of 1591 bytes"},
      {"example-trunc.warc", 0, "3 record at byte 1197: its length is wrong"},
      {"example-wget-bad-target-uri.warc.gz", 1,
       "5 no page: text about the crawl, or none; 6 no page: text about the crawl, or none"},
      {"example-wrong-chunks.warc.gz", 1, ""},
      {"example.arc", 1, ""},
      {"example.arc.gz", 1, ""},
      {"example.warc", 1, "5 a revisit: the page was unchanged"},
      {"example.warc.gz", 1, "5 a revisit: the page was unchanged"},
      {"post-test.warc.gz", 0,
       "1 no page: application/json; 3 no page: application/json; 5 no page: application/json"},
  }));
  CAPTURE(row.file);
  ae::test::Reading all;
  const auto sink = [&](const Fault& fault) { all.faults.push_back(fault); };
  const auto path = (folder / row.file).string();
  const auto reader =
      open_reader(open_blob({.path = path, .absolute = path}), {.all_pages = true}, sink);
  REQUIRE(reader);
  while (auto article = reader->next(sink)) all.articles.push_back(std::move(*article));
  CHECK(all.articles.size() == row.pages);
  CHECK(faults_of(all) == row.faults);
}
