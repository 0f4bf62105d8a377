// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/layout.hpp"

#include "common/cli/characters.hpp"
#include "common/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ae::cli {
namespace {

constexpr char escape = '\x1B';

/// Bytes of the colour or link sequence that begins at \p at.
std::size_t sequence_size(std::string_view text, std::size_t at) noexcept {
  const std::string_view rest = text.substr(at);
  const bool link = rest.starts_with("\x1B]");
  const std::string_view ending = link ? "\x1B\\" : "m";
  const std::size_t end = rest.find(ending, 1);
  return end == std::string_view::npos ? rest.size() : end + ending.size();
}

void append_visible(std::string& out, std::string_view text, std::size_t at,
                    text::CodePoint point) {
  if (point.value != text::CodePoint::invalid && !is_control(point.value))
    out += text.substr(at, point.size);
  else
    out += replacement;
}

bool is_space(char32_t value) noexcept {
  return value == U' ' || (value >= U'\t' && value <= U'\r') || value == 0x2028 || value == 0x2029;
}

/// \p text without the spaces at both ends.
std::string_view trimmed(std::string_view text) {
  const std::size_t from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') + 1 - from);
}

void wrap_line(std::string& out, std::string_view line, std::size_t width, std::size_t indent) {
  std::size_t used = 0;
  for (std::string_view rest = trimmed(line); !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    const std::size_t size = columns(word);
    if (used == 0) {
      out.append(indent, ' ');
      used = indent;
    } else if (used + 1 + size > width) {
      out += '\n';
      out.append(indent, ' ');
      used = indent;
    } else {
      out += ' ';
      ++used;
    }
    out += word;
    used += size;
    rest.remove_prefix(end);
    rest = trimmed(rest);
  }
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode(text, at);
    if (!is_space(point.value))
      append_visible(out, text, at, point);
    else if (!space)
      out += ' ';
    space = is_space(point.value);
    at += point.size;
  }
  return out;
}

std::string many_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode(text, at);
    if (point.value == U'\n' || point.value == U'\t')
      out += text[at];
    else
      append_visible(out, text, at, point);
    at += point.size;
  }
  return out;
}

std::size_t columns(std::string_view text) noexcept {
  std::size_t total = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == escape) {
      at += sequence_size(text, at);
      continue;
    }
    const text::CodePoint point = text::decode(text, at);
    total += columns_of(point.value);
    at += point.size;
  }
  return total;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (columns(text) <= width) return std::string(text);
  std::size_t used = 1;  // the ellipsis
  std::size_t at = 0;
  while (at < text.size()) {
    const text::CodePoint point = text::decode(text, at);
    used += columns_of(point.value);
    if (used > width) break;
    at += point.size;
  }
  return width == 0 ? std::string() : fmt::format("{}…", text.substr(0, at));
}

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t size = columns(text);
  return std::string(text) + std::string(size < width ? width - size : 0, ' ');
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    wrap_line(out, text.substr(0, end), width, indent);
    if (end == std::string_view::npos) return out;
    out += '\n';
    text.remove_prefix(end + 1);
  }
}

std::string two_columns(const std::vector<Pair>& rows, std::size_t width) {
  constexpr std::size_t widest = 26;
  std::size_t term = 0;
  for (const Pair& row : rows)
    if (columns(row.term) <= widest) term = std::max(term, columns(row.term));
  const std::size_t indent = 2 + term + 2;
  std::string out;
  for (const Pair& row : rows) {
    const std::string meaning = wrapped(row.meaning, width, indent);
    out += "  " + row.term;
    if (columns(row.term) > term)
      out += '\n' + meaning;
    else if (!meaning.empty())
      out += std::string(indent - 2 - columns(row.term), ' ') + meaning.substr(indent);
    out += '\n';
  }
  return out;
}

std::string grouped(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string counted(std::uint64_t number, std::string_view noun) {
  return fmt::format("{} {}{}", grouped(number), noun, number == 1 ? "" : "s");
}

std::string byte_count(std::uint64_t bytes) {
  constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
  auto amount = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; amount >= 999.5 && unit + 1 < units.size(); ++unit) amount /= 1000;
  return unit == 0 ? fmt::format("{} B", bytes) : fmt::format("{:.1f} {}", amount, units[unit]);
}

}  // namespace ae::cli
