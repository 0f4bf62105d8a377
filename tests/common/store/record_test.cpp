// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/record.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

StoredMention mention(std::size_t from, std::size_t to, std::uint8_t type, std::string name) {
  return {.bytes = {from, to}, .type = type, .canonical = std::move(name)};
}

StoredArticle full_article() {
  StoredArticle article;
  article.record = {.title = "Goose wins",
                    .title_derived = true,
                    .date_time = "12:00",
                    .date_zone = "+01:00",
                    .url = "https://lantern.example/a",
                    .source_id = "a",
                    .path = "a.jsonl#1",
                    .authors = {"Ana Reyes", "Bo Li"},
                    .seen = Day(std::chrono::sys_days(std::chrono::days(17'000)))};
  article.body.text = "Doug Jones met Jones in Alabama. Jones, again.";
  article.body.breaks = {10, 20};
  article.body.captions = {{.bytes = {1, 2}, .text = "A goose", .rule = "r"}};
  article.body.boilerplate = {{.bytes = {3, 9}, .text = "Subscribe", .rule = "s"}};
  article.body.mentions = {
      mention(0, 10, 0, "Doug Jones"), mention(15, 20, 0, "Doug Jones"),
      mention(24, 31, 2, "Alabama"),   mention(33, 38, 0, "Douglas Jones"),
      mention(15, 20, 1, ""),          mention(900, 1000, 1, "Beyond the text")};
  article.body.evidence = {{.field = "url",
                            .value = article.record.url,
                            .source = "record",
                            .rule = "json key url",
                            .bytes = {},
                            .confidence = 1000,
                            .reason = {},
                            .order = 3},
                           {.field = "outlet",
                            .value = "Lantern",
                            .source = "url",
                            .rule = "domain",
                            .bytes = {4, 8},
                            .confidence = 900,
                            .reason = "too weak",
                            .order = 0},
                           {.field = "outlet",
                            .value = "Lantern",
                            .source = "text",
                            .rule = "dateline",
                            .bytes = {},
                            .confidence = 0,
                            .reason = {},
                            .order = 1}};
  return article;
}

void check_comes_back(const StoredArticle& article) {
  StoredArticle read;
  REQUIRE(decode(encode(article), read));
  CHECK(read.record == article.record);
  CHECK(read.body == article.body);
}

TEST_CASE("an article comes back as it was stored", "[common][store]") {
  check_comes_back({});
  check_comes_back(full_article());
}

TEST_CASE("an article with more names and longer ones than are numbered comes back",
          "[common][store]") {
  StoredArticle article;
  std::mt19937 random(4);
  for (std::size_t i = 0; i < 1000; ++i) {
    article.body.text += "Name" + std::to_string(i % 300) + std::string(i % 97 * 4, 'x') + ' ';
    const std::size_t to = article.body.text.size() - 1;
    const std::size_t from = article.body.text.rfind('N');
    const std::string printed = article.body.text.substr(from, to - from);
    article.body.mentions.push_back(mention(from, to, static_cast<std::uint8_t>(random() % 3),
                                            i % 2 == 0 ? printed : "Somebody " + printed));
    article.body.evidence.push_back({.field = "author",
                                     .value = printed,
                                     .source = "text",
                                     .rule = "byline",
                                     .bytes = {from, to},
                                     .confidence = 1,
                                     .reason = {},
                                     .order = 1});
  }
  check_comes_back(article);
}

TEST_CASE("a name that the text prints, and a value that the record has, are not written again",
          "[common][store]") {
  StoredArticle article = full_article();
  const auto size = encode(article).size();
  article.body.mentions[1].canonical = "Jones";
  CHECK(encode(article).size() == size);
  article.body.mentions[1].canonical = "Dougie Jones";
  CHECK(encode(article).size() >= size + 12);
  article = full_article();
  article.body.evidence[0].value = "https://lantern.example/b";
  CHECK(encode(article).size() >= size + 25);
}

TEST_CASE("the numbers of mentions stand at the front of a record", "[common][store]") {
  StoredArticle article = full_article();
  const std::string record = encode(article);
  const auto packed = incompressible(record);
  CHECK(packed > 6);
  CHECK(packed < 30);
  CHECK(record.find(article.record.title) >= packed);
  CHECK(incompressible("") == 0);
  CHECK(incompressible("\x05") == 0);
}

TEST_CASE("bytes that are no record are told from one", "[common][store]") {
  const std::string record = encode(full_article());
  StoredArticle article;
  CHECK_FALSE(decode("", article));
  for (std::size_t size = 0; size < record.size(); ++size) {
    StoredArticle cut;
    CHECK_FALSE(decode(record.substr(0, size), cut));
  }
  CHECK_FALSE(decode(record + 'x', article));
  std::mt19937 random(9);
  for (int round = 0; round < 2000; ++round) {
    std::string damaged = record;
    damaged[random() % damaged.size()] ^= static_cast<char>(1U << random() % 8);
    StoredArticle other;
    if (decode(damaged, other)) CHECK(other.body.mentions.size() < 100);
  }
}

}  // namespace
}  // namespace ae::store
