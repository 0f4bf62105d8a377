// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/crew.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace ae::searching {
namespace {

/// Pieces of work that are handed out one after the other.
class Pieces {
 public:
  explicit Pieces(std::size_t number) : number_(number) {}

  /// Does pieces as long as there are any. \param after  each of them
  void work_off(const std::function<void(std::size_t)>& work, const std::function<void()>& after) {
    try {
      for (std::size_t piece = next_++; piece < number_; piece = next_++) {
        work(piece);
        if (after) after();
      }
    } catch (...) {
      next_ = number_;
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  /// When all threads have ended.
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::size_t number_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr failure_;  ///< the first
};

}  // namespace

unsigned Crew::for_articles(std::uint32_t articles) const noexcept {
  return std::clamp(articles / std::max(least, 1U), 1U, std::max(threads, 1U));
}

Crew crew_of(unsigned threads) noexcept {
  return {.threads = threads == 0 ? std::max(std::thread::hardware_concurrency(), 1U) : threads};
}

void share_out(unsigned threads, std::size_t pieces, const std::function<void(std::size_t)>& work,
               const std::function<void()>& between) {
  Pieces left(pieces);
  {
    std::vector<std::jthread> helpers;
    try {
      while (helpers.size() + 1 < threads) helpers.emplace_back([&] { left.work_off(work, {}); });
    } catch (const std::system_error&) {  // where no more can be had, those there are do it all
    }
    left.work_off(work, between);
  }
  left.rethrow();
  between();
}

}  // namespace ae::searching
