// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/task_pool.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <chrono>
#include <stdexcept>

namespace ae::indexing {
namespace {

TEST_CASE("every task's result comes back", "[indexer][pipeline]") {
  TaskPool pool(3);
  std::vector<std::future<int>> results;
  for (int i = 0; i < 100; ++i) results.push_back(pool.submit([i] { return i * i; }));
  for (int i = 0; i < 100; ++i) CHECK(results[static_cast<std::size_t>(i)].get() == i * i);
}

TEST_CASE("what a task throws comes back too", "[indexer][pipeline]") {
  TaskPool pool(1);
  auto failed = pool.submit([] { throw std::runtime_error("no paper"); });
  CHECK_THROWS_WITH(failed.get(), "no paper");
  CHECK(pool.submit([] { return 7; }).get() == 7);
}

TEST_CASE("tasks that wait when the pool ends are dropped", "[indexer][pipeline]") {
  std::atomic<int> done = 0;
  std::promise<void> begun;
  {
    TaskPool pool(1);
    static_cast<void>(pool.submit([&] {
      begun.set_value();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      ++done;
    }));
    begun.get_future().wait();
    for (int i = 0; i < 10; ++i) static_cast<void>(pool.submit([&] { ++done; }));
  }
  CHECK(done == 1);
}

TEST_CASE("whichever task ends next is waited for", "[indexer][pipeline]") {
  std::promise<void> released;
  TaskPool pool(2);
  auto late = pool.submit([&] { released.get_future().wait(); });
  auto soon = pool.submit([] {});
  pool.wait_for_next(0);
  CHECK(pool.ended() == 1);
  CHECK(soon.wait_for(std::chrono::seconds(0)) == std::future_status::ready);
  CHECK(late.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
  released.set_value();
  pool.wait_for_next(1);
  CHECK(pool.ended() == 2);
  CHECK_NOTHROW(late.get());
}

}  // namespace
}  // namespace ae::indexing
