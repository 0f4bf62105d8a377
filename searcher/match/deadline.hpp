// SPDX-License-Identifier: GPL-2.0-or-later
/// When a search has to come to an end.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace ae::searching {

/// The time of a search is up. What can go on without says so in the answer; it goes no further
/// than `Searcher`.
struct OutOfTime {};

/// The time that one search may take, and a caller who may lose interest before. Once it has passed
/// it stays so.
class Deadline {
 public:
  static constexpr std::uint64_t a_millisecond = 1 << 16;  ///< about, in units of Budget

  Deadline() = default;  ///< never passes

  /// \param time  from now; none: no end
  /// \param stop  asked now and then; true: as if time were up. May be empty.
  /// \param between_looks  work, in units of Budget
  explicit Deadline(std::optional<std::chrono::nanoseconds> time, std::function<bool()> stop = {},
                    std::uint64_t between_looks = a_millisecond);

  [[nodiscard]] bool passed();

  /// Before work of a millisecond or so. \throws OutOfTime
  void check() {
    if (passed()) throw OutOfTime();
  }

  /// Before shorter work: asks the clock now and then. \param work  in units of Budget
  /// \throws OutOfTime
  void check(std::uint64_t work) {
    work_ += work;
    if (work_ < between_looks_ && !passed_) return;
    work_ = 0;
    check();
  }

 private:
  std::optional<std::chrono::steady_clock::time_point> end_{};
  std::function<bool()> stop_{};
  std::uint64_t between_looks_ = a_millisecond;
  std::uint64_t work_ = 0;  ///< since the last look
  bool passed_ = false;
};

}  // namespace ae::searching
