// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/deadline.hpp"

#include <utility>

namespace ae::searching {
namespace {

using std::chrono::steady_clock;

/// Times too long to be added are no end.
std::optional<steady_clock::time_point> end_of(std::optional<std::chrono::nanoseconds> time) {
  const auto now = steady_clock::now();
  if (!time || *time > steady_clock::time_point::max() - now) return {};
  return now + *time;
}

}  // namespace

Deadline::Deadline(std::optional<std::chrono::nanoseconds> time, std::function<bool()> stop,
                   std::uint64_t between_looks)
    : end_(end_of(time)), stop_(std::move(stop)), between_looks_(between_looks) {}

bool Deadline::passed() {
  if (!passed_) passed_ = (end_ && std::chrono::steady_clock::now() >= *end_) || (stop_ && stop_());
  return passed_;
}

}  // namespace ae::searching
