// SPDX-License-Identifier: GPL-2.0-or-later
/// Ranges of days as readers type them: "2017-12", "..2017", "last week", "since june".
#pragma once

#include "ae/date.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ae::dates {

/// From first to last, both included. An open side is the first or last day there is.
struct DayRange {
  Day first = earliest;
  Day last = latest;

  static constexpr Day earliest{std::chrono::year(0), std::chrono::January, std::chrono::day(1)};
  static constexpr Day latest{std::chrono::year(9999), std::chrono::December, std::chrono::day(31)};
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

struct RangeResult {
  std::optional<DayRange> range;
  std::string problem;  ///< one clause, lower case; empty where there is a range
};

/// Reads `2017`, `2017-12`, `2017-12-13`, `a..b`, `a..`, `..b`; `today`, `yesterday`,
/// `last week`, `this month`, `last 30 days`, `dec 2017`, `june` (the last one that has begun),
/// `13 december 2017`; `since X`, `before X`, `after X`, `until X`. Weeks begin on Monday.
/// `unknown` is no range. \param today  what relative words count from
[[nodiscard]] RangeResult parse_range(std::string_view spec, Day today);

}  // namespace ae::dates
