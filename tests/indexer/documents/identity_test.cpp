// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/document.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;

namespace {

Analysis record(std::string url, std::string source_id, std::uint64_t line) {
  Analysis analysis;
  analysis.url = std::move(url);
  analysis.source_id = std::move(source_id);
  analysis.origin.line = line;
  return analysis;
}

std::uint64_t id_of(const Analysis& analysis, const std::string& file) {
  return article_id(analysis.url, analysis.source_id, analysis.origin, file);
}

}  // namespace

TEST_CASE("an article is its address, else its number in its file, else its place",
          "[indexer][documents]") {
  const std::string here = "/news/a.jsonl", there = "/news/b.jsonl";
  const std::string url = "https://x.example/1";
  CHECK(id_of(record(url, "1", 1), here) == id_of(record(url, "2", 9), there));
  CHECK(id_of(record(url, "1", 1), here) != id_of(record(url + "2", "1", 1), here));
  CHECK(id_of(record("", "1", 1), here) == id_of(record("", "1", 9), here));
  CHECK(id_of(record("", "1", 1), here) != id_of(record("", "2", 1), here));
  CHECK(id_of(record("", "1", 1), here) != id_of(record("", "1", 1), there));
  CHECK(id_of(record("", "", 1), here) != id_of(record("", "", 2), here));
  CHECK(id_of(record("", "", 0), here) == id_of(record("", "", 0), here));
  // A path on the outlet's own site names no site: two outlets may use the same.
  CHECK(id_of(record("/video/1", "", 0), here) != id_of(record("/video/1", "", 0), there));
}

TEST_CASE("a fingerprint changes with whatever would be stored otherwise", "[indexer][documents]") {
  Article article;
  article.text = "The goose stays.";
  article.claims.push_back({.key = Key::title, .value = "Goose", .rule = "", .bytes = {}});
  const auto before = fingerprint(article);
  CHECK(fingerprint(article) == before);
  SECTION("the text") { article.text += "\n"; }
  SECTION("a claim's value") { article.claims[0].value = "Geese"; }
  SECTION("its key") { article.claims[0].key = Key::outlet; }
  SECTION("where it comes from") { article.claims[0].source = Source::manifest; }
  SECTION("one more claim") {
    article.claims.push_back({.key = Key::url, .value = "u", .rule = "", .bytes = {}});
  }
  SECTION("the border between two values") {
    article.claims[0].value = "Goos";
    article.text = "eThe goose stays.";
  }
  CHECK(fingerprint(article) != before);
}
