// SPDX-License-Identifier: GPL-2.0-or-later
/// Things that are dear to make, lent from thread to thread.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace ae::indexing {

/// At most as many of \p Thing as were ever in use at the same time. One whose use throws is
/// dropped.
template <class Thing>
class Spares {
 public:
  /// Calls \p use with one that nobody else uses: a spare, or a new one.
  template <class Use>
  void lend(Use use) {
    auto thing = take();
    use(*thing);
    const std::lock_guard lock(mutex_);
    spare_.push_back(std::move(thing));
  }

  /// Keeps none of those that are not in use.
  void clear() {
    const std::lock_guard lock(mutex_);
    spare_.clear();
  }

 private:
  std::unique_ptr<Thing> take() {
    const std::lock_guard lock(mutex_);
    if (spare_.empty()) return std::make_unique<Thing>();
    auto thing = std::move(spare_.back());
    spare_.pop_back();
    return thing;
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Thing>> spare_;
};

}  // namespace ae::indexing
