// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/word_scores.hpp"

#include "searcher/match/match_source.hpp"
#include "searcher/match/weight.hpp"
#include "support/random_words.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

using namespace ae::searching;
using ae::test::RandomWords;
using ae::test::SmallArchive;

namespace {

constexpr std::size_t vocabulary = 30;

/// Articles of a few lines; the first words of the vocabulary are in most of them.
std::vector<ae::store::StoredArticle> articles(std::size_t count) {
  RandomWords random(11);
  std::vector<ae::store::StoredArticle> out;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text;
    for (std::size_t left = 1 + random.number(60); left > 0; --left) {
      const std::size_t any = random.number(vocabulary);
      text += fmt::format("w{:02} ", any * any / vocabulary);
    }
    out.push_back(ae::test::article(fmt::format("report {}", i), text));
  }
  return out;
}

RankedWord any_word(RandomWords& random) {
  RankedWord word;
  for (std::size_t left = 1 + (random.number(2) == 0 ? random.number(4) : 0); left > 0; --left)
    word.terms.push_back(fmt::format("Zw{:02}", random.number(vocabulary + 2)));
  return word;
}

DocSet any_matches(RandomWords& random, std::uint32_t documents) {
  const std::size_t share = 1 + random.number(20);
  DocSet set(documents);
  for (std::uint32_t docid = 1; docid <= documents; ++docid)
    if (share <= 5 || random.number(share) == 0) set.add(docid);
  return set;
}

std::map<std::uint32_t, double> by_xapian(const OpenSegment& open, const DocSet& matches,
                                          std::span<const WeighedWord> words, CountWeight weight) {
  using Xapian::Query;
  std::vector<Query> queries;
  for (const auto& [word, factor] : words)
    queries.emplace_back(Query::OP_SCALE_WEIGHT,
                         Query(word->terms.size() == 1 ? Query::OP_OR : Query::OP_SYNONYM,
                               word->terms.begin(), word->terms.end()),
                         factor);
  Deadline never;
  MatchSource source(matches, never);
  Xapian::Enquire enquire(open.segment.database());
  enquire.set_weighting_scheme(SaturationWeight(weight.b, weight.mean_length));
  enquire.set_query(Query(Query::OP_AND_MAYBE, Query(&source),
                          Query(Query::OP_OR, queries.begin(), queries.end())));
  std::map<std::uint32_t, double> out;
  const Xapian::MSet found = enquire.get_mset(0, open.segment.documents());
  for (auto at = found.begin(); at != found.end(); ++at) out[*at] = at.get_weight();
  return out;
}

}  // namespace

TEST_CASE("articles score what Xapian's matcher gives them", "[searcher][match]") {
  const SmallArchive archive(articles(5000));
  const auto snapshot = archive.snapshot();
  const auto& entry = snapshot.segments().front();
  OpenSegment open = open_segment(ae::store::Segment(snapshot, entry));
  open.lists = ae::store::PostingLists::open(snapshot.path_of(entry, ae::store::part::xapian));
  REQUIRE(open.lists);
  RandomWords random(12);
  double most = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<RankedWord> words;
    std::vector<WeighedWord> weighed;
    for (std::size_t left = 1 + random.number(round % 4 == 0 ? 12 : 4); left > 0; --left)
      words.push_back(any_word(random));
    for (const RankedWord& word : words)
      weighed.push_back({&word, 0.25 * static_cast<double>(1 + random.number(20))});
    const DocSet matches = any_matches(random, open.segment.documents());
    const CountWeight weight{.b = our_b, .mean_length = 30};
    auto expected = by_xapian(open, matches, weighed, weight);
    auto scores = WordScores::of(open, matches, weighed, weight);
    REQUIRE(scores);
    std::uint32_t last = 0;
    std::size_t number = 0;
    const auto check = [&](std::uint32_t docid, double score) {
      CAPTURE(round, docid, words.size());
      REQUIRE(docid > last);
      REQUIRE(score == Approx(expected[docid]).epsilon(1e-12).margin(1e-12));
      last = docid;
      most = std::max(most, score);
      ++number;
    };
    while (scores->next(0, check)) continue;
    CHECK(number == matches.count());
    CHECK(!scores->next(0, check));
  }
  CHECK(most > 1);  // terms are written as the test takes them to be
}

TEST_CASE("articles that score little are passed over, and none that scores more",
          "[searcher][match]") {
  const SmallArchive archive(articles(5000));
  const auto snapshot = archive.snapshot();
  const auto& entry = snapshot.segments().front();
  OpenSegment open = open_segment(ae::store::Segment(snapshot, entry));
  open.lists = ae::store::PostingLists::open(snapshot.path_of(entry, ae::store::part::xapian));
  REQUIRE(open.lists);
  const std::size_t several = GENERATE(1U, 3U, 10U);
  RandomWords random(13);
  std::vector<RankedWord> words;
  std::vector<WeighedWord> weighed;
  for (std::size_t i = 0; i < several; ++i) words.push_back(any_word(random));
  for (const RankedWord& word : words) weighed.push_back({&word, 1});
  const DocSet matches = DocSet::all(open.segment.documents());
  const CountWeight weight{.b = our_b, .mean_length = 30};
  std::map<std::uint32_t, double> all, high;
  const auto gather = [&](double least, std::map<std::uint32_t, double>& out) {
    auto scores = WordScores::of(open, matches, weighed, weight);
    REQUIRE(scores);
    const auto add = [&](std::uint32_t docid, double score) { out.emplace(docid, score); };
    while (scores->next(least, add)) continue;
  };
  gather(0, all);
  std::vector<double> scores;
  for (const auto& [docid, score] : all) scores.push_back(score);
  std::ranges::sort(scores);
  const double least = scores[scores.size() * 9 / 10];
  gather(least, high);
  for (const auto& [docid, score] : all)
    if (score >= least) CHECK(high.contains(docid));
  for (const auto& [docid, score] : high) CHECK(score == all.at(docid));
  if (several < 8) CHECK(high.size() < all.size());
}
