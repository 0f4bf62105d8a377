// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/budget.hpp"

#include "searcher/match/segment_matcher.hpp"
#include "searcher/query/parse.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace ae::searching;
using namespace ae::test;

namespace {

/// What it takes to match \p query in \p segment, in units.
std::uint64_t price(const ae::store::Segment& segment, const std::string& query) {
  constexpr std::uint64_t plenty = 1'000'000;
  Budget budget(plenty);
  WordFinder finder({0});
  SegmentMatcher matcher(segment, finder, budget);
  const Node node = parse(query, {}).root;
  static_cast<void>(matcher.match(node, DocSet::all(segment.documents())));
  return plenty - budget.left();
}

/// Fifty articles that all say "of the", each with a word of its own.
std::vector<ae::store::StoredArticle> articles() {
  std::vector<ae::store::StoredArticle> out;
  for (int i = 0; i < 50; ++i) {
    std::string text = "word" + std::to_string(i);
    for (int j = 0; j < 40; ++j) text += " the end of the day";
    out.push_back(article("t", text));
  }
  return out;
}

}  // namespace

TEST_CASE("a budget is spent to the last unit, and no further", "[searcher][match]") {
  Budget budget(10);
  CHECK_NOTHROW(budget.spend(4));
  CHECK_NOTHROW(budget.spend(6));
  CHECK_THROWS_AS(budget.spend(1), LimitReached);
  CHECK(budget.left() == 0);
  CHECK(limit_note().text.starts_with("limit: "));
}

TEST_CASE("a search that reads more than its budget ends", "[searcher][match]") {
  const SmallArchive archive(articles());
  const auto snapshot = archive.snapshot();
  const ae::store::Segment segment(snapshot, snapshot.segments().front());
  const std::uint64_t needed = price(segment, "\"of the\"");
  WordFinder finder({0});
  const Node node = parse("\"of the\"", {}).root;
  const DocSet all = DocSet::all(segment.documents());
  Budget enough(needed), short_of_one(needed - 1);
  CHECK(SegmentMatcher(segment, finder, enough).match(node, all).count() == 50);
  SegmentMatcher matcher(segment, finder, short_of_one);
  CHECK_THROWS_AS(matcher.match(node, all), LimitReached);
}

TEST_CASE("parts of a query read only what other parts leave open", "[searcher][match]") {
  const SmallArchive archive(articles());
  const auto snapshot = archive.snapshot();
  const ae::store::Segment segment(snapshot, snapshot.segments().front());
  const std::uint64_t phrase = price(segment, "\"of the day\"");
  struct Row {
    const char* query;
    double most;  ///< in phrases that read every article
  };
  const auto row = GENERATE(values<Row>({
      {"\"of the day\" word7", 0.2},
      {"word7 AND NOT \"of the day\"", 0.2},
      {"(\"of the day\" OR \"the end of\") word7", 0.2},
      {"\"of the day\" NEAR/3 end word7", 0.2},
      {"\"of the day\" OR the", 0.3},             // the postings of `the` leave nothing to read
      {"\"of the day\" OR \"the end of\"", 1.1},  // the first leaves nothing to the second
      {"\"of the day\" \"end of the\"", 2.1},     // each has to read all
      {"word7* \"of the day\"", 0.3},
  }));
  CAPTURE(row.query, price(segment, row.query), phrase);
  CHECK(static_cast<double>(price(segment, row.query)) <= row.most * static_cast<double>(phrase));
}
