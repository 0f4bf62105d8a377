// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/dates/clock.hpp"

#include <fmt/core.h>

#include <array>

namespace ae::dates {
namespace {

enum class Half { none, morning, afternoon };

struct Mark {
  std::string_view text;
  Half half;
};

/// Longer marks first, so that "a.m." is not read as "a".
constexpr std::array marks{
    Mark{"a.m.", Half::morning},  Mark{"p.m.", Half::afternoon}, Mark{"a.m", Half::morning},
    Mark{"p.m", Half::afternoon}, Mark{"am", Half::morning},     Mark{"pm", Half::afternoon},
    Mark{"uhr", Half::none},      Mark{"heures", Half::none},    Mark{"uur", Half::none},
};

/// Is \p cursor at the end of a word?
bool ends(const Cursor& cursor) {
  return !ascii::is_alnum(cursor.peek()) && !ascii::is_wide(cursor.peek());
}

const Mark* read_mark(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.eat_any(" ");
  for (const Mark& mark : marks) {
    Cursor behind = ahead;
    behind.at += mark.text.size();
    if (ascii::starts_with(ahead.text.substr(ahead.at), mark.text) && ends(behind)) {
      cursor = behind;
      return &mark;
    }
  }
  return nullptr;
}

/// "+01:00", "-0400", "+1"
bool eat_offset(Cursor& cursor) {
  Cursor ahead = cursor;
  if (!ahead.eat("+") && !ahead.eat("-")) return false;
  const auto hours = ahead.number(1, 4);
  if (!hours) return false;
  if (hours->digits <= 2 && ahead.eat(":") && !ahead.number(2, 2)) return false;
  if (!ends(ahead)) return false;
  cursor = ahead;
  return true;
}

/// "IST", "GMT+1", "Z", "+01:00": two to five capitals, Z alone, or an offset.
std::string read_zone(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.eat_any(" ");
  const bool bracket = ahead.eat("(");
  const std::size_t start = ahead.at;
  while (ascii::is_upper(ahead.peek()) && ahead.at - start < 6) ++ahead.at;
  const std::size_t letters = ahead.at - start;
  const bool name = (letters >= 2 && letters <= 5) || (letters == 1 && ahead.text[start] == 'Z');
  if (letters > 0 && !name) return {};
  if (!eat_offset(ahead) && (!name || !ends(ahead))) return {};
  std::string zone(ahead.text.substr(start, ahead.at - start));
  if (bracket && !ahead.eat(")")) return {};
  cursor = ahead;
  return zone;
}

/// 1 to 12 and a half of the day -> 0 to 23; -1 where they do not fit.
int on_24_hours(int hour, Half half) {
  if (half == Half::none) return hour <= 23 ? hour : -1;
  if (hour < 1 || hour > 12) return -1;
  return hour % 12 + (half == Half::afternoon ? 12 : 0);
}

/// ":20" or ":20:30.123" -> minutes and seconds; seconds are -1 where none stand.
struct Rest {
  int minutes = 0;
  int seconds = -1;
};
std::optional<Rest> read_rest(Cursor& cursor) {
  Rest rest;
  if (!cursor.eat(":") && !cursor.eat(".") && !cursor.eat("h")) return std::nullopt;
  const auto minutes = cursor.number(2, 2);
  if (!minutes || minutes->value > 59) return std::nullopt;
  rest.minutes = minutes->value;
  Cursor ahead = cursor;
  if (!ahead.eat(":")) return rest;
  const auto seconds = ahead.number(2, 2);
  if (!seconds || seconds->value > 60) return rest;
  rest.seconds = seconds->value;
  Cursor fraction = ahead;
  if ((fraction.eat(".") || fraction.eat(",")) && fraction.number(1, 9)) ahead = fraction;
  cursor = ahead;
  return rest;
}

}  // namespace

std::optional<Clock> read_clock(Cursor& cursor) {
  Cursor ahead = cursor;
  const auto hour = ahead.number(1, 2);
  if (!hour) return std::nullopt;
  const bool colon = ahead.peek() == ':';
  const std::optional<Rest> rest = read_rest(ahead);
  if (!rest && (colon || ahead.peek() == '.')) return std::nullopt;
  const Mark* const mark = read_mark(ahead);
  // "11 a.m." is a time; a bare "11" or "11.20" is not.
  if (!mark && (!rest || (!colon && ahead.text[ahead.at - 3] == '.'))) return std::nullopt;
  const int hours = on_24_hours(hour->value, mark ? mark->half : Half::none);
  if (hours < 0) return std::nullopt;

  Clock clock;
  const Rest minutes = rest.value_or(Rest{});
  clock.time = fmt::format("{:02}:{:02}", hours, minutes.minutes);
  if (minutes.seconds >= 0) clock.time += fmt::format(":{:02}", minutes.seconds);
  clock.zone = read_zone(ahead);
  if (clock.zone.empty() && !ends(ahead)) return std::nullopt;
  clock.certain = mark != nullptr || !clock.zone.empty();
  cursor = ahead;
  return clock;
}

}  // namespace ae::dates
