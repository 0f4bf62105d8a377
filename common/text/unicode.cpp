// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/unicode.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

namespace ae::text {
namespace {

bool is_cjk(char32_t c) noexcept {
  return (c >= 0x3040 && c <= 0x30FF && c != 0x30FB) || (c >= 0x31F0 && c <= 0x31FF) ||
         (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) ||
         (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0xFF66 && c <= 0xFF9F) || (c >= 0x20000 && c <= 0x3134F);
}

/// Letters that a decomposition leaves whole but that people type plain.
std::string_view plain(char32_t c) noexcept {
  switch (c) {
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'ø':
      return "o";
    case U'ł':
      return "l";
    case U'đ':
    case U'ð':
      return "d";
    case U'þ':
      return "th";
    case U'ı':
      return "i";
    case U'’':
    case U'ʼ':
      return "'";
    default:
      return {};
  }
}

bool loses_accents(char32_t base) noexcept {
  return base < 0x0400 || (base >= 0x1E00 && base < 0x2000) || base == U'е';
}

bool is_accent(char32_t c) noexcept { return c >= 0x0300 && c <= 0x036F; }

/// It may change places with its neighbours in canonical order.
bool is_combining(char32_t c) noexcept {
  if (c < 0x0300 || c == CodePoint::invalid) return false;
  return utf8proc_get_property(static_cast<utf8proc_int32_t>(c))->combining_class != 0;
}

constexpr char ascii_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string ascii_lower(std::string_view word) {
  std::string out(word);
  std::ranges::transform(out, out.begin(), [](char c) { return ascii_lower(c); });
  return out;
}

/// \p text as UTF-8, and in the Stream-Safe form of UAX 15: a joiner without meaning stands behind
/// every thirty combining marks in a row, as putting more of them in order would take quadratic
/// time.
std::string stream_safe(std::string_view text) {
  constexpr std::size_t most_marks = 30;
  constexpr char32_t grapheme_joiner = 0x034F;
  std::string out;
  std::size_t marks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    marks = is_combining(c.value) ? marks + 1 : 0;
    if (marks > most_marks) {
      append_utf8(out, grapheme_joiner);
      marks = 1;
    }
    out.append(c.value == CodePoint::invalid ? " " : text.substr(at, c.size));
    at += c.size;
  }
  return out;
}

/// Compatibility decomposition and case folding of one code point.
std::size_t decompose(char32_t c, std::array<utf8proc_int32_t, 32>& out) noexcept {
  int boundary = 0;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
  const auto count =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), out.data(),
                              static_cast<utf8proc_ssize_t>(out.size()), options, &boundary);
  return count < 0 ? 0 : std::min(static_cast<std::size_t>(count), out.size());
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) noexcept {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  utf8proc_int32_t value = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                     static_cast<utf8proc_ssize_t>(text.size() - at), &value);
  if (size <= 0) return {};
  return {static_cast<char32_t>(value), static_cast<std::uint8_t>(size)};
}

CodePoint decode_before(std::string_view text, std::size_t end) noexcept {
  std::size_t start = end - 1;
  while (start > 0 && end - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U)
    --start;
  const CodePoint found = decode(text, start);
  return start + found.size == end ? found : CodePoint{};
}

void append_utf8(std::string& out, char32_t value) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(value), bytes.data());
  if (size > 0)
    out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

CharClass classify(char32_t c) noexcept {
  if (c < 0x80) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return CharClass::letter;
    return c >= '0' && c <= '9' ? CharClass::digit : CharClass::other;
  }
  if (c == CodePoint::invalid) return CharClass::other;
  if (is_cjk(c)) return CharClass::cjk;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return CharClass::letter;
    case UTF8PROC_CATEGORY_ND:
      return CharClass::digit;
    default:
      return CharClass::other;
  }
}

bool is_upper(char32_t c) noexcept {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  return c != CodePoint::invalid &&
         utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LU;
}

std::string lower(std::string_view word) {
  if (is_ascii(word)) return ascii_lower(word);
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode(word, at);
    if (c.value == U'’' || c.value == U'ʼ') {
      out += '\'';
    } else if (c.value != CodePoint::invalid) {
      append_utf8(out,
                  static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c.value))));
    }
    at += c.size;
  }
  return out;
}

std::string fold(std::string_view word) {
  if (is_ascii(word)) return ascii_lower(word);
  std::string out;
  char32_t base = 0;
  std::array<utf8proc_int32_t, 32> parts{};
  out.reserve(word.size());
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode(word, at);
    at += c.size;
    if (c.value < 0x80) {
      base = c.value;
      out += ascii_lower(static_cast<char>(c.value));
      continue;
    }
    if (c.value == CodePoint::invalid) continue;
    const std::size_t count = decompose(c.value, parts);
    for (std::size_t i = 0; i < count; ++i) {
      const auto part = static_cast<char32_t>(parts[i]);
      if (is_accent(part) && loses_accents(base)) continue;
      if (!is_accent(part)) base = part;
      if (const auto simple = plain(part); !simple.empty())
        out += simple;
      else
        append_utf8(out, part);
    }
  }
  return compose(out);
}

std::string compose(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string valid = stream_safe(text);
  utf8proc_uint8_t* composed = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()),
                   static_cast<utf8proc_ssize_t>(valid.size()), &composed,
                   static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  if (size >= 0)
    valid.assign(reinterpret_cast<const char*>(composed), static_cast<std::size_t>(size));
  std::free(composed);
  return valid;
}

bool is_ascii(std::string_view text) noexcept {
  // A loop without a way out in the middle is one over many bytes at once; pieces, as what is not
  // ASCII mostly shows early.
  constexpr std::size_t piece = 256;
  while (!text.empty()) {
    unsigned all = 0;
    for (const char c : text.substr(0, piece)) all |= static_cast<unsigned char>(c);
    if (all >= 0x80) return false;
    text.remove_prefix(std::min(piece, text.size()));
  }
  return true;
}

std::size_t floor_boundary(std::string_view text, std::size_t limit) noexcept {
  if (limit >= text.size()) return text.size();
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
  return limit;
}

}  // namespace ae::text
