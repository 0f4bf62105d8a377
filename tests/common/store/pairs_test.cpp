// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/pairs.hpp"

#include "common/store/support.hpp"
#include "common/store/words.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace ae;
using namespace ae::store;
using ae::test::code_of;
using ae::test::TempDir;

namespace {

using Random = std::mt19937;

/// 150 words, two spellings each, the first ones much oftener than the last.
struct Vocabulary {
  Vocabulary() {
    for (int i = 0; i < 150; ++i) {
      folded.push_back("w" + std::to_string(i));
      surfaces.push_back(folded.back());
      surfaces.push_back("W" + std::to_string(i));
    }
    for (std::size_t i = 0; i < surfaces.size(); ++i)
      forms.push_back({surfaces[i], folded[i / 2], folded[i / 2]});
  }
  std::vector<std::string> folded, surfaces;
  std::vector<WordForms> forms;
};

std::uint32_t below(Random& random, std::uint32_t end) {
  return static_cast<std::uint32_t>(random() % end);
}

std::vector<std::uint32_t> some_words(Random& random, std::uint32_t most) {
  std::vector<std::uint32_t> zone(below(random, most + 1));
  for (auto& word : zone)
    word = below(random, 12) == 0 ? 0 : 1 + below(random, 1 + below(random, 300));
  return zone;
}

std::vector<Sequence> some_articles(Random& random) {
  std::vector<Sequence> articles(400);
  for (Sequence& article : articles)
    article = {some_words(random, 5), some_words(random, 60), some_words(random, 8)};
  return articles;
}

std::filesystem::path write(const TempDir& folder, const Vocabulary& vocabulary,
                            const std::vector<Sequence>& articles) {
  std::vector<std::uint32_t> counts(vocabulary.forms.size());
  for (const Sequence& article : articles)
    for (const auto& zone : article)
      for (const std::uint32_t word : zone)
        if (word != 0) ++counts[word - 1];
  const auto path = folder.path() / "words";
  WordsWriter writer(path, vocabulary.forms, counts);
  for (const Sequence& article : articles) writer.add(article);
  writer.finish();
  return path;
}

/// By reading: the articles whose title or body has a word that folds to \p first directly before
/// one that folds to \p second, each counted from 0.
std::vector<std::uint32_t> read_pair(const std::vector<Sequence>& articles, std::uint32_t first,
                                     std::uint32_t second) {
  std::vector<std::uint32_t> docids;
  const auto is = [](std::uint32_t word, std::uint32_t folded) {
    return word != 0 && (word - 1) / 2 == folded;
  };
  for (std::uint32_t docid = 1; docid <= articles.size(); ++docid)
    for (std::size_t zone = 0; zone < 2; ++zone)
      for (std::size_t i = 1; i < articles[docid - 1][zone].size(); ++i)
        if (is(articles[docid - 1][zone][i - 1], first) && is(articles[docid - 1][zone][i], second))
          docids.push_back(docid);
  docids.erase(std::ranges::unique(docids).begin(), docids.end());
  return docids;
}

}  // namespace

TEST_CASE("docids are read from gaps as they were written", "[common][store]") {
  Random random(GENERATE(range(0U, 20U)));
  const std::uint32_t widest = 1U << below(random, 20);
  std::vector<std::uint32_t> docids;
  GapWriter writer;
  for (std::uint32_t docid = 0; docids.size() < 500;) {
    docids.push_back(docid += 1 + below(random, widest));
    writer.add(docid);
  }
  CHECK(writer.count() == docids.size());
  const std::string bytes = writer.take();
  GapReader reader(bytes);
  for (const std::uint32_t docid : docids) REQUIRE(reader.next(docids.back()) == docid);
  CHECK(reader.next(docids.back()) == 0);
}

TEST_CASE("docids of gaps go no further than the last there can be", "[common][store]") {
  GapWriter writer;
  for (const std::uint32_t docid : {3U, 9U, 10U}) writer.add(docid);
  const std::string bytes = writer.take();
  GapReader reader(bytes);
  CHECK(reader.next(9) == 3);
  CHECK(reader.next(9) == 9);
  CHECK(reader.next(9) == 0);
  CHECK(reader.next(100) == 0);
}

TEST_CASE("pairs of common words are listed where they stand, and others are not known",
          "[common][store]") {
  Random random(GENERATE(range(0U, 5U)));
  const TempDir folder;
  const Vocabulary vocabulary;
  const auto articles = some_articles(random);
  const Words words(write(folder, vocabulary, articles));
  std::set<std::uint32_t> common;
  for (std::uint32_t first = 0; first < vocabulary.folded.size(); ++first)
    for (std::uint32_t second = 0; second < vocabulary.folded.size(); ++second) {
      const auto pair = words.pair(vocabulary.folded[first], vocabulary.folded[second]);
      if (!pair) continue;
      common.insert({first, second});
      std::vector<std::uint32_t> docids;
      CHECK(pair->each([&](std::uint32_t docid) { docids.push_back(docid); }));
      CAPTURE(first, second);
      REQUIRE(docids == read_pair(articles, first, second));
      REQUIRE(pair->count() == docids.size());
    }
  CHECK(common.size() == most_common_words);
  for (const std::uint32_t first : common)
    for (const std::uint32_t second : common)
      CHECK(words.pair(vocabulary.folded[first], vocabulary.folded[second]));
}

TEST_CASE("of words that nobody wrote no pair is known", "[common][store]") {
  const TempDir folder;
  const Vocabulary vocabulary;
  const Words words(write(folder, vocabulary, {{{{}, {1, 3}, {}}}}));
  CHECK(words.pair("w0", "w1")->count() == 1);
  CHECK(words.pair("w1", "w0")->count() == 0);
  CHECK_FALSE(words.pair("w0", "nothing"));
  CHECK_FALSE(words.pair("", "w0"));
}

TEST_CASE("a list of pairs that ends too early says so", "[common][store]") {
  GapWriter writer;
  for (const std::uint32_t docid : {3U, 9U, 10U}) writer.add(docid);
  const std::string bytes = writer.take();
  const auto count = [](const PairArticles& pair) {
    std::uint32_t visited = 0;
    const bool whole = pair.each([&](std::uint32_t) { ++visited; });
    return std::pair(visited, whole);
  };
  CHECK(count(PairArticles(bytes, 3, 10)) == std::pair(3U, true));
  CHECK(count(PairArticles(bytes, 4, 10)) == std::pair(3U, false));
  CHECK(count(PairArticles(bytes, 3, 9)) == std::pair(2U, false));
  CHECK(count(PairArticles("", 1, 9)) == std::pair(0U, false));
}
