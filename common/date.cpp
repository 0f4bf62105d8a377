// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/date.hpp"

#include <fmt/core.h>

#include <charconv>

namespace ae {

std::optional<Day> day_from_iso(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t count) {
    unsigned value = 0;
    const char* const end = text.data() + at + count;
    const auto [stop, problem] = std::from_chars(text.data() + at, end, value);
    return problem == std::errc{} && stop == end ? value : 0U;
  };
  const Day day{std::chrono::year(static_cast<int>(number(0, 4))), std::chrono::month(number(5, 2)),
                std::chrono::day(number(8, 2))};
  if (!day.ok()) return std::nullopt;
  return day;
}

std::string to_iso(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace ae
