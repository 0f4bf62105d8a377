// SPDX-License-Identifier: GPL-2.0-or-later
/// A fixed set of threads that begin tasks in the order given.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace ae::indexing {

/// How many tasks wait is up to the caller. At the end the tasks under way are finished, those
/// that still wait are dropped.
class TaskPool {
 public:
  explicit TaskPool(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i)
      threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }

  [[nodiscard]] std::size_t size() const noexcept { return threads_.size(); }

  /// Whatever \p task throws comes out of the future's get().
  template <class Task>
  auto submit(Task task) {
    using Result = std::invoke_result_t<Task&>;
    auto packaged = std::make_shared<std::packaged_task<Result()>>(std::move(task));
    auto result = packaged->get_future();
    {
      const std::lock_guard lock(mutex_);
      waiting_.emplace_back([packaged] { (*packaged)(); });
    }
    ready_.notify_one();
    return result;
  }

  /// How many tasks have ended; their futures are ready.
  [[nodiscard]] std::uint64_t ended() const {
    const std::lock_guard lock(mutex_);
    return ended_;
  }

  /// Waits until more than \p ended tasks have: not for a certain one, whichever is next.
  void wait_for_next(std::uint64_t ended) const {
    std::unique_lock lock(mutex_);
    one_ended_.wait(lock, [&] { return ended_ > ended; });
  }

 private:
  void work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (ready_.wait(lock, stop, [this] { return !waiting_.empty(); }) &&
           !stop.stop_requested()) {
      auto task = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      task();
      task = nullptr;
      lock.lock();
      ++ended_;
      one_ended_.notify_all();
    }
  }

  mutable std::mutex mutex_;
  std::condition_variable_any ready_;
  mutable std::condition_variable one_ended_;
  std::uint64_t ended_ = 0;
  std::deque<std::function<void()>> waiting_;
  std::vector<std::jthread> threads_;  // last: joined before the rest goes
};

}  // namespace ae::indexing
