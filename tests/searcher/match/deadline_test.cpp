// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/deadline.hpp"

#include "searcher/match/segment_matcher.hpp"
#include "searcher/query/parse.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace ae::searching;
using namespace ae::test;
using namespace std::chrono_literals;

namespace {

/// Passes at the look after \p looks.
Deadline after(std::uint64_t looks, std::uint64_t between_looks = 1) {
  return Deadline(
      {}, [looks]() mutable { return looks == 0 || looks-- == 0; }, between_looks);
}

/// Twenty articles; every third has the phrase, every fourth the word.
std::vector<ae::store::StoredArticle> articles() {
  std::vector<ae::store::StoredArticle> out;
  for (int i = 1; i <= 20; ++i) {
    std::string text = "the day of a vote";
    if (i % 3 == 0) text += " and the vote of the day";
    if (i % 4 == 0) text += " recount";
    out.push_back(article("t" + std::to_string(i), text));
  }
  return out;
}

}  // namespace

TEST_CASE("a deadline that has passed stays so", "[searcher][match]") {
  bool stop = false;
  Deadline deadline({}, [&] { return stop; });
  CHECK_FALSE(deadline.passed());
  stop = true;
  CHECK(deadline.passed());
  stop = false;
  CHECK(deadline.passed());
  CHECK_THROWS_AS(deadline.check(), OutOfTime);
}

TEST_CASE("no time at all has passed at once, and no limit never", "[searcher][match]") {
  CHECK(Deadline(0ns).passed());
  CHECK(Deadline(-1s).passed());
  CHECK_FALSE(Deadline().passed());
  CHECK_FALSE(Deadline(std::chrono::nanoseconds::max()).passed());
  CHECK_FALSE(Deadline(24h).passed());
}

TEST_CASE("the clock is looked at after a millisecond's work", "[searcher][match]") {
  std::uint64_t looks = 0;
  Deadline deadline({}, [&] {
    ++looks;
    return false;
  });
  for (std::uint64_t work = 0; work < 10 * Deadline::a_millisecond; work += 64) deadline.check(64);
  CHECK(looks == 10);
}

TEST_CASE("a segment that time does not suffice for gives some of its matches",
          "[searcher][match]") {
  const SmallArchive archive(articles());
  const auto snapshot = archive.snapshot();
  const ae::store::Segment segment(snapshot, snapshot.segments().front());
  const auto query = GENERATE(as<std::string>{}, "\"of the\"", "\"of the\" recount",
                              "recount NOT \"of the\"", "\"the vote\" OR \"a vote\"",
                              "(\"of the\" OR recount) AND \"vote of\"", "recount NEAR/9 vote");
  CAPTURE(query);
  const Node node = parse(query, {}).root;
  const DocSet all = DocSet::all(segment.documents());
  WordFinder finder({0});
  Budget plenty(1'000'000);
  DocSet whole = SegmentMatcher(segment, finder, plenty).match(node, all);
  std::uint32_t most = 0;
  for (std::uint64_t looks = 0;; ++looks) {
    CAPTURE(looks);
    REQUIRE(looks < 1'000);
    Deadline deadline = after(looks);
    Budget budget({}, deadline);
    bool complete = true;
    SegmentMatcher matcher(segment, finder, budget);
    DocSet found = matcher.match_in_time(node, all, complete);
    CHECK(found.count() >= most);  // more time never gives less
    most = found.count();
    found -= whole;
    CHECK(found.empty());
    if (complete) break;
  }
  CHECK(most == whole.count());
}
