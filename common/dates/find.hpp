// SPDX-License-Identifier: GPL-2.0-or-later
/// Finds calendar days in text: "December 13, 2017", "13. Dezember 2017", "2017-12-13", ...
#pragma once

#include "ae/date.hpp"
#include "ae/span.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::dates {

/// One way of writing a whole day, found in a text. A day without a year is none.
struct Mention {
  Span bytes;                ///< in the text searched; time and zone included
  Day day{};                 ///< as written, in the writer's own zone
  std::string_view rule;     ///< "iso date", "month day year", "us numeric date", ...
  std::string time;          ///< "11:20" or "11:20:30" on a 24-hour clock; empty where none stands
  std::string zone;          ///< "IST", "+01:00"; empty where none stands
  std::optional<Day> other;  ///< the second reading of "04/05/17"; then the day is in doubt
  bool possible = true;      ///< false for 30 February, the year 1066, ...
};

/// All days in \p text, in order. Cost is linear in its size.
[[nodiscard]] std::vector<Mention> find_days(std::string_view text);

/// The day that \p text begins with or holds alone: what a metadata value says.
[[nodiscard]] std::optional<Mention> first_day(std::string_view text);

}  // namespace ae::dates
