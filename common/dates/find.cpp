// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/dates/find.hpp"

#include "common/dates/clock.hpp"
#include "common/dates/cursor.hpp"
#include "common/dates/names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ae::dates {
namespace {

/// Newspapers begin in the seventeenth century; a later year than 2100 is a slip.
constexpr int first_year = 1600;
constexpr int last_year = 2100;

Day day_of(int year, int month, int day) {
  return Day{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
             std::chrono::day(static_cast<unsigned>(day))};
}

bool is_possible(Day day) {
  const int year = static_cast<int>(day.year());
  return day.ok() && year >= first_year && year <= last_year;
}

Mention mention(Day day, std::string_view rule) {
  Mention found;
  found.day = day;
  found.rule = rule;
  found.possible = is_possible(day);
  return found;
}

/// "17" -> 2017, "85" -> 1985: the pivot of POSIX strptime %y.
int full_year(Cursor::Number year) {
  if (year.digits != 2) return year.value;
  return year.value + (year.value < 69 ? 2000 : 1900);
}

std::optional<Cursor::Number> read_year(Cursor& cursor, bool short_allowed) {
  Cursor ahead = cursor;
  const auto year = ahead.number(2, 4);
  if (!year || year->digits == 3 || (year->digits == 2 && !short_allowed)) return std::nullopt;
  cursor = ahead;
  return year;
}

/// 2017-12-13, 2017/12/13, 2017.12.13, 2017年12月13日
std::optional<Mention> read_year_first(Cursor& cursor) {
  constexpr std::array<std::array<std::string_view, 3>, 4> styles{
      {{"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}}};
  Cursor ahead = cursor;
  const auto year = ahead.number(4, 4);
  if (!year) return std::nullopt;
  for (const auto& [first, second, third] : styles) {
    Cursor inside = ahead;
    if (!inside.eat(first)) continue;
    const auto month = inside.number(1, 2);
    if (!month || !inside.eat(second)) continue;
    const auto day = inside.number(1, 2);
    if (!day || !inside.eat(third)) continue;
    cursor = inside;
    return mention(day_of(year->value, month->value, day->value), "iso date");
  }
  return std::nullopt;
}

/// Which of two numbers is the month? \p a stands first.
Mention weigh(int a, int b, int year, char separator) {
  Mention us = mention(day_of(year, a, b), "us numeric date");
  Mention day_first = mention(day_of(year, b, a), "day first numeric date");
  // Full stops stand between day and month only where the day comes first.
  if (separator == '.' || !us.possible) return day_first;
  if (!day_first.possible || a == b) return us;
  Mention doubtful = us;
  doubtful.rule = "ambiguous numeric date";
  doubtful.other = day_first.day;
  return doubtful;
}

/// 12/14/17, 14.12.2017, 14-12-2017
std::optional<Mention> read_numeric(Cursor& cursor) {
  Cursor ahead = cursor;
  const auto a = ahead.number(1, 2);
  const char separator = ahead.peek();
  if (!a || (separator != '/' && separator != '.' && separator != '-')) return std::nullopt;
  ++ahead.at;
  const auto b = ahead.number(1, 2);
  if (!b || !ahead.eat({&separator, 1})) return std::nullopt;
  // "1-2-17" is as likely a score, "3.1.17" a section or a version.
  const auto year = read_year(ahead, separator == '/');
  if (!year) return std::nullopt;
  cursor = ahead;
  return weigh(a->value, b->value, full_year(*year), separator);
}

/// "th", "er", "." after the number of a day
void eat_ordinal(Cursor& cursor) {
  constexpr std::array<std::string_view, 9> endings{"st", "nd", "rd", "th", "er",
                                                    "º",  "ª",  "°",  "."};
  static_cast<void>(std::any_of(endings.begin(), endings.end(),
                                [&](std::string_view ending) { return cursor.eat(ending); }));
}

void eat_of(Cursor& cursor) {
  constexpr std::array<std::string_view, 4> words{"of ", "de ", "del ", "d'"};
  static_cast<void>(std::any_of(words.begin(), words.end(),
                                [&](std::string_view word) { return cursor.eat(word); }));
}

std::optional<std::chrono::month> read_month(Cursor& cursor) {
  Cursor ahead = cursor;
  const auto month = month_from_name(ahead.word());
  if (!month) return std::nullopt;
  ahead.eat(".");
  cursor = ahead;
  return month;
}

/// 13 December 2017, 13. Dezember 2017, 13 de diciembre de 2017, 13-Dec-17
std::optional<Mention> read_day_month(Cursor& cursor) {
  Cursor ahead = cursor;
  const auto day = ahead.number(1, 2);
  if (!day) return std::nullopt;
  eat_ordinal(ahead);
  const bool dashes = ahead.eat("-") || ahead.eat("/");
  if (!dashes) {
    ahead.eat_any(" ");
    eat_of(ahead);
  }
  const auto month = read_month(ahead);
  if (!month) return std::nullopt;
  if (dashes ? !ahead.eat_any("-/") : !ahead.eat_any(" ,")) return std::nullopt;
  if (!dashes) eat_of(ahead);
  const auto year = read_year(ahead, dashes);
  if (!year) return std::nullopt;
  cursor = ahead;
  const int number = static_cast<int>(static_cast<unsigned>(*month));
  return mention(day_of(full_year(*year), number, day->value), "day month year");
}

/// December 13, 2017, Dec. 13th 2017
std::optional<Mention> read_month_day(Cursor& cursor) {
  Cursor ahead = cursor;
  const auto month = read_month(ahead);
  if (!month || !ahead.eat_any(" ")) return std::nullopt;
  const auto day = ahead.number(1, 2);
  if (!day) return std::nullopt;
  eat_ordinal(ahead);
  if (!ahead.eat_any(" ,")) return std::nullopt;
  const auto year = read_year(ahead, false);
  if (!year) return std::nullopt;
  cursor = ahead;
  const int number = static_cast<int>(static_cast<unsigned>(*month));
  return mention(day_of(year->value, number, day->value), "month day year");
}

/// No day ends in the middle of a number or of another day.
bool ends_well(const Cursor& cursor) {
  const char next = cursor.peek();
  if (ascii::is_digit(next)) return false;
  return (next != '/' && next != '-' && next != '.') || !ascii::is_digit(cursor.peek(1));
}

std::optional<Mention> read_bare_day(Cursor& cursor) {
  using Read = std::optional<Mention> (*)(Cursor&);
  constexpr std::array<Read, 3> number_first{read_year_first, read_numeric, read_day_month};
  if (!ascii::is_digit(cursor.peek())) {
    auto found = read_month_day(cursor);
    return found && ends_well(cursor) ? found : std::nullopt;
  }
  for (const Read read : number_first) {
    Cursor ahead = cursor;
    auto found = read(ahead);
    if (!found || !ends_well(ahead)) continue;
    cursor = ahead;
    return found;
  }
  return std::nullopt;
}

/// " at ", " | ", ", ", "T" between a day and its time. \p bar: one that also parts fields.
bool eat_joint(Cursor& cursor, bool& bar) {
  constexpr std::array<std::string_view, 8> words{"at ",   "um ", "à ",     "às ",
                                                  "alle ", "om ", "a las ", "@ "};
  constexpr std::array<std::string_view, 6> bars{"|", "·", "•", "–", "—", "-"};
  if (ascii::is_digit(cursor.peek(1)) && cursor.eat("T")) return true;
  bool any = cursor.eat_any(" ,(");
  bar = std::any_of(bars.begin(), bars.end(), [&](std::string_view b) { return cursor.eat(b); });
  any = cursor.eat_any(" ,") || bar || any;
  static_cast<void>(std::any_of(words.begin(), words.end(),
                                [&](std::string_view word) { return cursor.eat(word); }));
  return any;
}

/// The time that follows a day. "12/14/17 | 6:52" has none: 6:52 may be a duration.
void read_time_after(Cursor& cursor, Mention& found) {
  Cursor ahead = cursor;
  bool bar = false;
  if (!eat_joint(ahead, bar)) return;
  const bool short_hour = !ascii::is_digit(ahead.peek(1));
  const auto clock = read_clock(ahead);
  if (!clock || (bar && short_hour && !clock->certain)) return;
  found.time = clock->time;
  found.zone = clock->zone;
  cursor = ahead;
}

/// "11:20 a.m. CST, Wednesday, Dec. 13, 2017"
std::optional<Mention> read_time_before(Cursor& cursor) {
  Cursor ahead = cursor;
  const auto clock = read_clock(ahead);
  if (!clock || !clock->certain || !ahead.eat_any(" ,|")) return std::nullopt;
  static_cast<void>(ahead.eat("on ") || ahead.eat("am "));
  Cursor behind = ahead;
  if (is_weekday(behind.word())) {
    behind.eat_any(" .,");
    ahead = behind;
  }
  auto found = read_bare_day(ahead);
  if (!found) return std::nullopt;
  found->time = clock->time;
  found->zone = clock->zone;
  cursor = ahead;
  return found;
}

std::optional<Mention> read_day(Cursor& cursor) {
  if (auto found = read_bare_day(cursor)) {
    read_time_after(cursor, *found);
    return found;
  }
  return ascii::is_digit(cursor.peek()) ? read_time_before(cursor) : std::nullopt;
}

bool is_word(char c) { return ascii::is_alnum(c) || ascii::is_wide(c); }

/// Could a day begin at \p at? Not within a word, a number or another day.
bool begins_well(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (is_word(before)) return false;
  return (before != '/' && before != '-' && before != '.' && before != ':') || at < 2 ||
         !ascii::is_digit(text[at - 2]);
}

}  // namespace

std::vector<Mention> find_days(std::string_view text) {
  std::vector<Mention> all;
  Cursor cursor{text, 0};
  while (cursor.at < text.size()) {
    const std::size_t start = cursor.at;
    if (!is_word(text[start])) {
      ++cursor.at;
      continue;
    }
    auto found = begins_well(text, start) ? read_day(cursor) : std::nullopt;
    if (found) {
      found->bytes = {start, cursor.at};
      all.push_back(std::move(*found));
    } else {
      while (cursor.at < text.size() && is_word(text[cursor.at])) ++cursor.at;
    }
  }
  return all;
}

std::optional<Mention> first_day(std::string_view text) {
  text = text.substr(0, 200);  // a metadata value, not prose
  const std::string_view bare = ascii::trim(text);
  if (bare.size() == 8 && std::all_of(bare.begin(), bare.end(), ascii::is_digit)) {
    const std::string dashed = std::string(bare.substr(0, 4))
                                   .append("-")
                                   .append(bare.substr(4, 2))
                                   .append("-")
                                   .append(bare.substr(6));
    if (auto day = day_from_iso(dashed)) return mention(*day, "iso date");
  }
  std::vector<Mention> all = find_days(text);
  if (all.empty()) return std::nullopt;
  return std::move(all.front());
}

}  // namespace ae::dates
