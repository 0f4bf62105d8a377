// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema/terms.hpp"

#include "common/text/ascii.hpp"
#include "common/text/unicode.hpp"

#include <fmt/core.h>
#include <xxhash.h>

#include <charconv>
#include <cstring>

namespace ae::schema {
namespace {

constexpr std::size_t piece_bytes = 32;

/// Sixteen bytes in a register.
using Bytes [[gnu::vector_size(16)]] = unsigned char;

Bytes load(const char* from) noexcept {
  Bytes bytes;
  std::memcpy(&bytes, from, sizeof bytes);
  return bytes;
}

/// Whether nothing is to be done about white space in a piece: single blanks only.
/// \param text  piece_bytes of it
bool is_evenly_spaced(const char* text) noexcept {
  auto uneven = Bytes{} != 0;
  for (const std::size_t at : {0U, 15U}) {
    const Bytes here = load(text + at);
    const Bytes next = load(text + at + 1);
    uneven |= (here < ' ') | (next < ' ') | ((here == ' ') & (next == ' '));
  }
  std::uint64_t halves[2];
  std::memcpy(halves, &uneven, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

/// Writes a piece in small letters. \p to may overlap \p from where it does not stand behind it.
void copy_lower(const char* from, char* to) noexcept {
  for (std::size_t at = 0; at < piece_bytes; at += sizeof(Bytes)) {
    Bytes bytes = load(from + at);
    const auto capital = (bytes - 'A') < 26;
    bytes += reinterpret_cast<Bytes>(capital) & 0x20;
    std::memcpy(to + at, &bytes, sizeof bytes);
  }
}

/// Writes \p text in small letters, with one blank for each run of white space; none at the
/// beginning where one stands there already. \returns the place behind it
char* append_evenly_spaced(std::string_view text, bool behind_space, char* to) noexcept {
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    *to = space ? ' ' : ascii::to_lower(c);
    to += space && behind_space ? 0 : 1;
    behind_space = space;
  }
  return to;
}

}  // namespace

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
  // Whole texts come through here: what is ASCII, as nearly all are, is written in small
  // letters at once, many bytes at a time; the rest is folded first, and then put in order where it
  // stands.
  const bool plain = text::is_ascii(value);
  std::string folded = plain ? std::string() : text::fold(value);
  std::string_view rest = plain ? value : folded;
  folded.resize(rest.size());
  char* to = folded.data();
  bool behind_space = true;
  while (!rest.empty()) {
    const auto piece = rest.substr(0, piece_bytes);
    rest.remove_prefix(piece.size());
    if (!behind_space && piece.size() == piece_bytes && is_evenly_spaced(piece.data())) {
      copy_lower(piece.data(), to);
      to += piece.size();
    } else {
      to = append_evenly_spaced(piece, behind_space, to);
    }
    behind_space = to == folded.data() || to[-1] == ' ';
  }
  if (to != folded.data() && behind_space) --to;
  folded.resize(static_cast<std::size_t>(to - folded.data()));
  return folded;
}

std::string keyword_term(const Field& field, std::string_view value) {
  const std::string folded = fold_value(value);
  if (field.facet) return term(field.prefix, folded);
  return term(field.prefix, hex(XXH3_64bits(folded.data(), folded.size())));
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
