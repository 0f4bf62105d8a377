// SPDX-License-Identifier: GPL-2.0-or-later
/// Calendar days as the archive knows them: no clock, no zone.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ae {

using Day = std::chrono::year_month_day;

/// Reads "2017-12-13" exactly; nothing else.
[[nodiscard]] std::optional<Day> day_from_iso(std::string_view text) noexcept;

/// "2017-12-13".
[[nodiscard]] std::string to_iso(Day day);

}  // namespace ae
