// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/doc_ranges.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <set>
#include <string>

namespace ae::store {
namespace {

TEST_CASE("docids become ranges", "[common][store]") {
  CHECK(to_text(to_ranges({})).empty());
  CHECK(to_text(to_ranges({9, 4, 3, 5, 4, 0})) == "3-5,9");
  CHECK(to_text(to_ranges({4294967295, 4294967294, 1})) == "1,4294967294-4294967295");
}

TEST_CASE("ranges are read as they are written, and in no other way", "[common][store]") {
  const std::string good = GENERATE("", "1", "3-5,9", "1-100", "1,3,5");
  CAPTURE(good);
  const auto ranges = parse_ranges(good, 100);
  REQUIRE(ranges);
  CHECK(to_text(*ranges) == good);

  const std::string bad =
      GENERATE("0", "01", "1,", ",1", "2-1", "1-1", "1,2", "1-2,2", "5,3", "101", "1-101", "-1",
               "1-", "1 ", "1--3", "+1", "99999999999", "1-99999999999", "a");
  CAPTURE(bad);
  CHECK_FALSE(parse_ranges(bad, 100));
}

TEST_CASE("ranges behave like sets", "[common][store]") {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::set<std::uint32_t> sets[2];
    DocRanges ranges[2];
    for (int i = 0; i < 2; ++i) {
      for (auto n = random() % 30; n > 0; --n)
        sets[i].insert(static_cast<std::uint32_t>(1 + random() % 50));
      ranges[i] = to_ranges({sets[i].begin(), sets[i].end()});
      REQUIRE(count(ranges[i]) == sets[i].size());
    }
    const DocRanges both = united(ranges[0], ranges[1]);
    REQUIRE(parse_ranges(to_text(both), 60) == both);
    for (std::uint32_t docid = 0; docid < 60; ++docid) {
      REQUIRE(contains(ranges[0], docid) == sets[0].contains(docid));
      REQUIRE(contains(both, docid) == (sets[0].contains(docid) || sets[1].contains(docid)));
    }
  }
}

}  // namespace
}  // namespace ae::store
