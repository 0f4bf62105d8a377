// SPDX-License-Identifier: GPL-2.0-or-later
/// Times of day as they stand beside dates: "11:20 IST", "11:20 a.m. CST", "18:15:00-04:00".
#pragma once

#include "common/dates/cursor.hpp"

#include <optional>
#include <string>

namespace ae::dates {

struct Clock {
  std::string time;      ///< "11:20" or "11:20:30" on a 24-hour clock
  std::string zone;      ///< as written; empty where none stands
  bool certain = false;  ///< a zone, "a.m." or "Uhr" stands with it: it cannot be a duration
};

/// The time at \p cursor, which moves behind it; else nothing, and the cursor stays.
[[nodiscard]] std::optional<Clock> read_clock(Cursor& cursor);

}  // namespace ae::dates
