// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema/terms.hpp"
#include "common/store/hash.hpp"
#include "indexer/documents/document.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <map>
#include <random>
#include <string>

using namespace ae;
using indexing::TermCount;
using indexing::Vocabulary;
using namespace std::chrono_literals;

namespace {

/// A document, and the vocabulary it was made with.
struct Made : indexing::Document {
  std::map<std::string, std::uint32_t> counts{};  ///< by term
};

Made made(const store::StoredArticle& article) {
  Vocabulary vocabulary;
  Made made{indexing::DocumentMaker(vocabulary).make(article, 7)};
  for (const TermCount& each : made.terms)
    REQUIRE(made.counts.emplace(vocabulary.terms()[each.term], each.count).second);
  return made;
}

/// Terms that begin with \p prefix and go on in lower case, each with its count.
std::string terms(const Made& document, std::string_view prefix) {
  std::string out;
  for (const auto& [term, count] : document.counts) {
    const bool capital =
        term.size() > prefix.size() && term[prefix.size()] >= 'A' && term[prefix.size()] <= 'Z';
    if (term.starts_with(prefix) && !capital)
      out += fmt::format("{}{} {}", out.empty() ? "" : ", ", term.substr(prefix.size()), count);
  }
  return out;
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("stems count where they stand: twice in a headline, not at all in a caption",
          "[indexer][documents]") {
  auto article = test::article("Votes counted", "The write-in votes count.");
  article.body.captions.push_back({.bytes = {}, .text = "Counting a photograph", .rule = "r"});
  const Made document = made(article);
  CHECK(terms(document, "Z") == "count 3, in 1, the 1, vote 3, write 1");
  CHECK(terms(document, "ZS") == "count 0, vote 0");
  CHECK(terms(document, "ZC") == "a 0, count 0, photograph 0");
  CHECK(terms(document, "ZJ") == "writein 0");
}

TEST_CASE("a derived title has no words of its own", "[indexer][documents]") {
  auto article = test::article("", "The goose stays.");
  article.record.title = "The goose stays";
  const Made document = made(article);
  CHECK(terms(document, "ZS").empty());
  CHECK(terms(document, "Z") == "goos 1, stay 1, the 1");
  CHECK(document.words[0].empty());
}

TEST_CASE("words keep the article's order; what was removed leaves a gap", "[indexer][documents]") {
  auto article = test::article("Goose", "One goose. Two geese.");
  article.body.breaks = {10};
  article.body.captions = {{.bytes = {}, .text = "A goose", .rule = "r"},
                           {.bytes = {}, .text = "Two", .rule = "r"}};
  Vocabulary vocabulary;
  const indexing::Document document = indexing::DocumentMaker(vocabulary).make(article, 7);
  const auto spelled = [&](const std::vector<std::uint32_t>& zone) {
    std::string out;
    for (const std::uint32_t word : zone)
      out.append(out.empty() ? "" : " ").append(word == 0 ? "_" : vocabulary.word(word).surface);
    return out;
  };
  CHECK(spelled(document.words[0]) == "Goose");
  CHECK(spelled(document.words[1]) == "One goose _ Two geese");
  CHECK(spelled(document.words[2]) == "A goose _ Two");
}

TEST_CASE("metadata become terms and columns; what is not known is unknown",
          "[indexer][documents]") {
  auto article = test::article("a", "b");
  const Made bare = made(article);
  CHECK(terms(bare, "XO") == "unknown 0");
  CHECK(terms(bare, "A") == "unknown 0");
  CHECK(terms(bare, "D") == "unknown 0");
  CHECK(terms(bare, "XP").empty());
  CHECK(bare.columns.day == store::unknown_day);
  article.outlet = "The  Café";
  article.record.authors = {"Ana Reyes", "Bo Li"};
  article.date = 2017y / 12 / 13;
  article.record.url = "https://x.example/A";
  article.body.mentions = {{.bytes = {}, .type = 0, .canonical = "Doug Jones"},
                           {.bytes = {}, .type = 0, .canonical = "Doug Jones"},
                           {.bytes = {}, .type = 2, .canonical = "Alabama"}};
  const Made known = made(article);
  CHECK(terms(known, "XO") == "the cafe 0");
  CHECK(terms(known, "A") == "ana reyes 0, bo li 0");
  CHECK(terms(known, "D") == "20171213 0");
  CHECK(terms(known, "M") == "201712 0");
  CHECK(terms(known, "Y") == "2017 0");
  CHECK(terms(known, "XP").empty());  // columns have names
  CHECK(terms(known, "XL").empty());
  CHECK(terms(known, "U") == fmt::format("{} 0", schema::hex(store::xxh3("https://x.example/a"))));
  CHECK(terms(known, "Q") == "0000000000000007 0");
  CHECK(known.columns.day == 17513);
}

TEST_CASE("copies have one text hash, whatever their case and spaces", "[indexer][documents]") {
  const auto hash = [](const char* text) {
    return made(test::article("a", text)).columns.text_hash;
  };
  CHECK(hash("One goose.") == hash("one  GOOSE.\n"));
  CHECK(hash("One goose.") != hash("Two geese."));
}

TEST_CASE("any text becomes terms that Xapian takes", "[indexer][documents]") {
  std::mt19937 random(2);
  static constexpr std::string_view pieces[] = {"a", "-", "'",    "北", "é",    "\xff", "\0",
                                                " ", ".", "U.S.", "1",  "\xc3", "&",    "\u0301"};
  std::vector<std::string> texts{std::string(1000, 'x'), repeated("a-", 500), repeated("é", 500),
                                 repeated("北", 500), std::string(300, '\0')};
  for (int i = 0; i < 300; ++i) {
    texts.emplace_back();
    for (int j = 0; j < 40; ++j) texts.back() += pieces[random() % std::size(pieces)];
  }
  for (const std::string& text : texts) {
    auto article = test::article(text, text);
    article.outlet = article.record.url = article.record.source_id = text;
    article.body.mentions = {{.bytes = {}, .type = 1, .canonical = text}};
    const Made document = made(article);
    for (const auto& [term, count] : document.counts) {
      REQUIRE(term.size() <= schema::max_term_bytes);
      REQUIRE(!term.empty());
      REQUIRE(term.find('\0') == std::string::npos);
    }
  }
}
