// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/reading.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace ae::searching;

namespace {

constexpr std::uint32_t articles = 3'000;
constexpr Crew three{.threads = 3, .least = 1};

/// Two of three articles.
DocSet some() {
  DocSet set(articles);
  for (std::uint32_t docid = 1; docid <= articles; ++docid)
    if (docid % 3 != 0) set.add(docid);
  return set;
}

std::uint64_t price(std::uint32_t docid) { return docid % 7; }

std::uint64_t price_of_all() {
  std::uint64_t sum = 0;
  some().for_each([&](std::uint32_t docid) { sum += price(docid); });
  return sum;
}

}  // namespace

TEST_CASE("every article is read once, and paid for", "[searcher][match]") {
  const Crew crew = GENERATE(Crew{}, three);
  std::vector<std::atomic<int>> reads(articles + 1);
  Budget budget(price_of_all() + 5, crew);
  DocSet read(articles);  // several threads write to it
  read_each(some(), budget, [&](std::uint32_t docid) {
    ++reads[docid];
    read.add(docid);
    return price(docid);
  });
  CHECK(budget.left() == 5);
  CHECK(read.count() == some().count());
  read -= some();
  CHECK(read.empty());
  for (const auto& times : reads) REQUIRE(times <= 1);
}

TEST_CASE("a budget that does not suffice is refused with any number of threads",
          "[searcher][match]") {
  const Crew crew = GENERATE(Crew{}, three);
  Budget enough(price_of_all(), crew), short_of_one(price_of_all() - 1, crew);
  CHECK_NOTHROW(read_each(some(), enough, price));
  CHECK_THROWS_AS(read_each(some(), short_of_one, price), LimitReached);
}

TEST_CASE("the caller's thread asks whether time is up, and the others stop", "[searcher][match]") {
  const Crew crew = GENERATE(Crew{}, three);
  const auto caller = std::this_thread::get_id();
  bool asked_elsewhere = false;
  int looks = 0;
  Deadline deadline(
      {},
      [&] {
        asked_elsewhere = asked_elsewhere || std::this_thread::get_id() != caller;
        return ++looks > 0;
      },
      1);
  Budget budget({}, deadline, crew);
  CHECK_THROWS_AS(read_each(some(), budget, [](std::uint32_t) { return 1; }), OutOfTime);
  CHECK_FALSE(asked_elsewhere);
  CHECK(looks == 1);
}

TEST_CASE("what reading finds damaged is told", "[searcher][match]") {
  const Crew crew = GENERATE(Crew{}, three);
  Budget budget(Budget::least, crew);
  const auto read = [](std::uint32_t docid) {
    if (docid == articles - 1) throw std::runtime_error("damaged");
    return price(docid);
  };
  CHECK_THROWS_WITH(read_each(some(), budget, read), "damaged");
}
