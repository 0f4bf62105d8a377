// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema/terms.hpp"

#include "common/text/unicode.hpp"

#include <fmt/core.h>
#include <xxhash.h>

#include <charconv>

namespace ae::schema {

std::string term(std::string_view prefix, std::string_view value) {
  std::string out(prefix);
  for (const char c : value)
    if (c != '\0') out += c;
  if (out.size() <= max_term_bytes) return out;
  const std::string hash = hex(XXH3_64bits(out.data(), out.size()));
  out.resize(text::floor_boundary(out, max_term_bytes - hash.size() - 1));
  return out + '#' + hash;
}

std::string fold_value(std::string_view value) {
  std::string out;
  for (const char c : text::fold(value)) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!space)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string keyword_term(const Field& field, std::string_view value) {
  return term(field.prefix, fold_value(value));
}

std::string day_term(Day day) {
  return fmt::format("D{:04}{:02}{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

std::string month_term(std::chrono::year_month month) {
  return fmt::format("{}{:04}{:02}", prefix::month, static_cast<int>(month.year()),
                     static_cast<unsigned>(month.month()));
}

std::string year_term(std::chrono::year year) {
  return fmt::format("{}{:04}", prefix::year, static_cast<int>(year));
}

std::string hex(std::uint64_t number) { return fmt::format("{:016x}", number); }

std::uint64_t version_id(std::uint64_t id, std::uint64_t text_hash) noexcept {
  const std::uint64_t version = XXH3_64bits_withSeed(&text_hash, sizeof text_hash, id);
  return version == 0 ? 1 : version;
}

std::uint64_t from_hex(std::string_view text) noexcept {
  std::uint64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, number, 16);
  return text.size() == 16 && problem == std::errc{} && stop == end ? number : 0;
}

}  // namespace ae::schema
