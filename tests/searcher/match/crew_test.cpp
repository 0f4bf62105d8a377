// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/crew.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <latch>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace ae::searching;

TEST_CASE("no thread is started that too few articles are left for", "[searcher][match]") {
  struct Row {
    Crew crew;
    std::uint32_t articles;
    unsigned threads;
  };
  const auto row = GENERATE(values<Row>({{{1, 100}, 1'000'000, 1},
                                         {{0, 100}, 1'000'000, 1},
                                         {{4, 100}, 0, 1},
                                         {{4, 100}, 199, 1},
                                         {{4, 100}, 200, 2},
                                         {{4, 100}, 399, 3},
                                         {{4, 100}, 1'000'000, 4},
                                         {{4, 0}, 3, 3}}));
  CAPTURE(row.crew.threads, row.crew.least, row.articles);
  CHECK(row.crew.for_articles(row.articles) == row.threads);
}

TEST_CASE("a crew is as large as is said, or as the machine", "[searcher][match]") {
  CHECK(crew_of(1).threads == 1);
  CHECK(crew_of(7).threads == 7);
  CHECK(crew_of(0).threads >= 1);
}

TEST_CASE("shared work is done once each, its caller told on its own thread", "[searcher][match]") {
  const unsigned threads = GENERATE(1U, 2U, 5U);
  const auto caller = std::this_thread::get_id();
  std::vector<std::atomic<int>> done(300);
  std::atomic<std::size_t> all{0};
  std::size_t told = 0;  // pieces that were done when the caller was told last
  share_out(
      threads, done.size(),
      [&](std::size_t piece) {
        ++done[piece];
        ++all;
      },
      [&] {
        REQUIRE(std::this_thread::get_id() == caller);
        told = all;
      });
  for (const auto& times : done) REQUIRE(times == 1);
  CHECK(told == done.size());
}

TEST_CASE("what another thread throws comes to the caller", "[searcher][match]") {
  const auto caller = std::this_thread::get_id();
  std::latch both_at_work(2);
  std::atomic<int> begun{0};
  const auto work = [&](std::size_t) {
    ++begun;
    both_at_work.arrive_and_wait();
    if (std::this_thread::get_id() != caller) throw std::runtime_error("damaged");
  };
  int told = 0;
  CHECK_THROWS_WITH(share_out(2, 2, work, [&] { ++told; }), "damaged");
  CHECK(begun == 2);
  CHECK(told == 1);  // of its own piece, not of all
}

TEST_CASE("no piece begins once something was thrown", "[searcher][match]") {
  const unsigned threads = GENERATE(1U, 3U);
  SECTION("by the work") {
    std::atomic<unsigned> begun{0};
    const auto work = [&](std::size_t) {
      ++begun;
      throw std::runtime_error("first");
    };
    CHECK_THROWS_WITH(share_out(threads, 1000, work, [] {}), "first");
    CHECK(begun <= threads);
  }
  SECTION("by the caller") {
    std::atomic<bool> ended = false;
    std::atomic<int> late{0};
    const auto work = [&](std::size_t) { late += ended ? 1 : 0; };
    const auto end = [] { throw std::runtime_error("time is up"); };
    CHECK_THROWS_WITH(share_out(threads, 1000, work, end), "time is up");
    ended = true;
    CHECK(late == 0);  // all threads have ended
  }
}
