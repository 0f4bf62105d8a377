// SPDX-License-Identifier: GPL-2.0-or-later
/// Characters and cases of ASCII, free of the locale; other bytes are left as they are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

namespace ae::ascii {

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_alpha(char c) noexcept { return is_upper(c) || is_lower(c); }
[[nodiscard]] constexpr bool is_alnum(char c) noexcept { return is_alpha(c) || is_digit(c); }
[[nodiscard]] constexpr bool is_space(char c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
/// A byte of a character that takes several.
[[nodiscard]] constexpr bool is_wide(char c) noexcept { return (c & '\x80') != 0; }
[[nodiscard]] constexpr char to_lower(char c) noexcept {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), to_lower);
  return out;
}

[[nodiscard]] constexpr bool same(std::string_view a, std::string_view b) noexcept {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_lower(x) == to_lower(y);
         });
}

[[nodiscard]] constexpr bool starts_with(std::string_view text, std::string_view start) noexcept {
  return same(text.substr(0, start.size()), start);
}

[[nodiscard]] constexpr bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && same(text.substr(text.size() - end.size()), end);
}

/// Where \p part first stands in \p text from \p from on, else npos. Cost: the product of both
/// sizes at worst, so \p text should be a line.
[[nodiscard]] constexpr std::size_t find(std::string_view text, std::string_view part,
                                         std::size_t from = 0) noexcept {
  for (std::size_t at = from; at + part.size() <= text.size(); ++at)
    if (same(text.substr(at, part.size()), part)) return at;
  return std::string_view::npos;
}

[[nodiscard]] constexpr std::string_view trim_left(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

[[nodiscard]] constexpr std::string_view trim(std::string_view text) noexcept {
  text = trim_left(text);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace ae::ascii
