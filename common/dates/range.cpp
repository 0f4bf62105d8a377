// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/dates/range.hpp"

#include "common/dates/find.hpp"
#include "common/dates/names.hpp"
#include "common/text/ascii.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <vector>

namespace ae::dates {
namespace {

using std::chrono::days;
using std::chrono::December;
using std::chrono::January;
using std::chrono::Monday;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::years;

constexpr std::string_view forms =
    "write 2017, 2017-12, 2017-12-13, 2017-12-01..2017-12-31, \"last week\" or \"dec 2017\"";

std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
  int value = 0;
  if (text.size() < least || text.size() > most) return std::nullopt;
  const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || stop != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

DayRange whole_year(year y) { return {y / January / 1, y / December / 31}; }
DayRange whole_month(year_month m) { return {m / 1, Day(m / std::chrono::last)}; }
DayRange single(Day day) { return {day, day}; }

/// The days of \p count days that end on \p last.
DayRange ending(sys_days last, int count) { return {Day(last - days(count - 1)), Day(last)}; }

/// "2017", "2017-12", "2017-12-13"
std::optional<DayRange> read_iso(std::string_view text) {
  if (const auto day = day_from_iso(text)) return single(*day);
  const auto y = number(text.substr(0, 4), 4, 4);
  if (!y) return std::nullopt;
  if (text.size() == 4) return whole_year(year(*y));
  const auto m = text.size() == 7 && text[4] == '-' ? number(text.substr(5), 2, 2) : std::nullopt;
  if (!m || *m < 1 || *m > 12) return std::nullopt;
  return whole_month(year(*y) / *m);
}

/// "today", "yesterday", "this week", "last month", ...
std::optional<DayRange> read_relative(std::string_view text, Day today) {
  const sys_days now(today);
  const sys_days monday = now - (weekday(now) - Monday);
  const year_month month = today.year() / today.month();
  if (text == "today") return single(today);
  if (text == "yesterday") return ending(now - days(1), 1);
  if (text == "this week") return DayRange{Day(monday), Day(monday + days(6))};
  if (text == "last week") return ending(monday - days(1), 7);
  if (text == "this month") return whole_month(month);
  if (text == "last month") return whole_month(month - months(1));
  if (text == "this year") return whole_year(today.year());
  if (text == "last year") return whole_year(today.year() - years(1));
  return std::nullopt;
}

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t\n\v\f\r", at), text.size());
    if (end > at) words.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// "last 30 days", "past 2 weeks", "last 3 months": up to and with today.
std::optional<DayRange> read_span(const std::vector<std::string_view>& words, Day today) {
  if (words.size() != 3 || (words[0] != "last" && words[0] != "past")) return std::nullopt;
  const auto count = number(words[1], 1, 4);
  if (!count || *count < 1) return std::nullopt;
  const sys_days now(today);
  const std::string_view unit = words[2].substr(0, words[2].size() - words[2].ends_with('s'));
  if (unit == "day") return ending(now, *count);
  if (unit == "week") return ending(now, *count * 7);
  Day back = today;
  if (unit == "month") back -= months(*count);
  if (unit == "year") back -= years(*count);
  if (back == today) return std::nullopt;
  if (!back.ok()) back = back.year() / back.month() / std::chrono::last;
  const Day first(sys_days(back) + days(1));
  return DayRange{std::max(first, DayRange::earliest), today};
}

/// Small letters, one space between words.
std::string tidy(std::string_view spec) {
  const std::string lower = ascii::lower(spec);
  std::string out;
  for (const std::string_view word : split(lower)) out.append(word).append(" ");
  return out.empty() ? out : out.substr(0, out.size() - 1);
}

/// "dec 2017", "december 2017", "june": the last June that has begun.
std::optional<DayRange> read_month(const std::vector<std::string_view>& words, Day today) {
  if (words.empty() || words.size() > 2) return std::nullopt;
  std::string_view name = words[0];
  if (name.ends_with('.')) name.remove_suffix(1);
  const auto month = month_from_name(name);
  if (!month) return std::nullopt;
  if (words.size() == 1)
    return whole_month((*month > today.month() ? today.year() - years(1) : today.year()) / *month);
  const auto y = number(words[1], 4, 4);
  if (!y) return std::nullopt;
  return whole_month(year(*y) / *month);
}

/// "13 december 2017", "12/14/17": one day, and nothing else in \p text.
std::optional<DayRange> read_day(std::string_view text) {
  const auto found = first_day(text);
  if (!found || !found->possible || found->other || found->bytes != Span{0, text.size()})
    return std::nullopt;
  return single(found->day);
}

std::optional<DayRange> read_one(std::string_view text, Day today) {
  if (auto range = read_iso(text)) return range;
  if (auto range = read_relative(text, today)) return range;
  const auto words = split(text);
  if (auto range = read_span(words, today)) return range;
  if (auto range = read_month(words, today)) return range;
  return read_day(text);
}

RangeResult bad(std::string_view text) {
  return {std::nullopt, fmt::format("'{}' is no date; {}", text, forms)};
}

/// "a..b", "a..", "..b"
RangeResult read_pair(std::string_view text, std::size_t dots, Day today) {
  const std::string_view left = ascii::trim(text.substr(0, dots));
  const std::string_view right = ascii::trim(text.substr(dots + 2));
  if (left.empty() && right.empty()) return bad(text);
  DayRange range;
  if (!left.empty()) {
    const auto from = read_one(left, today);
    if (!from) return bad(left);
    range.first = from->first;
  }
  if (!right.empty()) {
    const auto to = read_one(right, today);
    if (!to) return bad(right);
    range.last = to->last;
  }
  if (range.first > range.last)
    return {std::nullopt, fmt::format("'{}' ends before it begins; swap the two sides", text)};
  return {range, {}};
}

enum class Side { since, after, until, before };

DayRange open_range(Side side, const DayRange& of) {
  switch (side) {
    case Side::since:
      return {of.first, DayRange::latest};
    case Side::after:
      return {Day(sys_days(of.last) + days(1)), DayRange::latest};
    case Side::until:
      return {DayRange::earliest, of.last};
    case Side::before:
      break;
  }
  return {DayRange::earliest, Day(sys_days(of.first) - days(1))};
}

/// "since june", "before 2018"
std::optional<RangeResult> read_open(std::string_view text, Day today) {
  constexpr std::array<std::pair<std::string_view, Side>, 5> words{{{"since ", Side::since},
                                                                    {"from ", Side::since},
                                                                    {"after ", Side::after},
                                                                    {"until ", Side::until},
                                                                    {"before ", Side::before}}};
  for (const auto& [word, side] : words) {
    if (!text.starts_with(word)) continue;
    const auto of = read_one(ascii::trim(text.substr(word.size())), today);
    return of ? RangeResult{open_range(side, *of), {}} : bad(text);
  }
  return std::nullopt;
}

}  // namespace

RangeResult parse_range(std::string_view spec, Day today) {
  const std::string text = tidy(spec);
  if (text.empty()) return {std::nullopt, fmt::format("the date is empty; {}", forms)};
  if (const std::size_t dots = text.find(".."); dots != std::string::npos)
    return read_pair(text, dots, today);
  if (auto open = read_open(text, today)) return *open;
  if (const auto range = read_one(text, today)) return {range, {}};
  return bad(text);
}

}  // namespace ae::dates
