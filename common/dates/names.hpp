// SPDX-License-Identifier: GPL-2.0-or-later
/// Names of months and weekdays in the languages whose dates are read: English, German, French,
/// Spanish, Italian, Portuguese, Dutch.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace ae::dates {

/// "December", "Dec", "décembre", "MÄRZ" -> a month; case and accents do not matter.
/// \p word is bare: no full stop, no white space.
[[nodiscard]] std::optional<std::chrono::month> month_from_name(std::string_view word);

/// "Tuesday", "Tue", "mardi", "Di", ...
[[nodiscard]] bool is_weekday(std::string_view word);

}  // namespace ae::dates
