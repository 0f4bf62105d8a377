// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/normalise.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

namespace ae::indexing {
namespace {

constexpr char32_t replacement = 0xfffd;
constexpr char32_t joiner = 0x34f;  ///< COMBINING GRAPHEME JOINER
constexpr int most_marks = 30;      ///< UAX #15, section 13

/// 0x80 to 0x9f; 0 where Windows-1252 has nothing.
constexpr std::array<char32_t, 32> windows_1252 = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

constexpr bool is_ascii(char c) noexcept { return static_cast<unsigned char>(c) < 0x80; }

std::size_t ascii_run(std::string_view text, std::size_t from) noexcept {
  while (from < text.size() && is_ascii(text[from])) ++from;
  return from;
}

struct Decoded {
  char32_t point = 0;
  std::size_t size = 0;  ///< 0: no character begins here
};

Decoded decode(std::string_view text, std::size_t at) noexcept {
  utf8proc_int32_t point = -1;
  const auto rest = std::min<std::size_t>(text.size() - at, 4);
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                                     static_cast<utf8proc_ssize_t>(rest), &point);
  if (size <= 0) return {};
  return {.point = static_cast<char32_t>(point), .size = static_cast<std::size_t>(size)};
}

void append(std::string& out, char32_t point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(point), bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
}

/// 0 where Windows-1252 has nothing.
char32_t from_windows_1252(char32_t byte) noexcept {
  return byte >= 0xa0 ? byte : windows_1252[byte - 0x80];
}

bool is_letter_or_quote_of_1252(unsigned char byte) noexcept {
  if (byte >= 0xc0) return byte != 0xd7 && byte != 0xf7;
  if (byte < 0xa0) return windows_1252[byte - 0x80U] != 0;
  return byte == 0xa0 || byte == 0xa3 || byte == 0xab || byte == 0xb0 || byte == 0xb7 ||
         byte == 0xbb || byte == 0xbd;
}

/// What normalise() does to a character before NFC.
enum class Treatment { keep, line_end, remove };

Treatment treatment(char32_t point) noexcept {
  switch (point) {
    case '\t':
    case '\n':
      return Treatment::keep;
    case '\r':
    case '\v':
    case '\f':
    case 0x2028:
    case 0x2029:
      return Treatment::line_end;
    case 0x7f:
    case 0xad:
    case 0x200b:
    case 0x2060:
    case 0xfeff:
      return Treatment::remove;
    default:
      return point < 0x20 ? Treatment::remove : Treatment::keep;
  }
}

/// Never changed by NFC, and with no influence on neighbours (NFC_Quick_Check=Yes, class 0): the
/// letters of Latin scripts, quotation marks and dashes, the euro sign.
constexpr bool is_inert(char32_t point) noexcept {
  return point < 0x300 || (point >= 0x2010 && point <= 0x2027) || point == 0x20ac;
}

/// Cleans characters one by one, and notes whether any of them concerns NFC.
class Cleaner {
 public:
  explicit Cleaner(std::size_t size) { out_.reserve(size); }

  void add(char32_t point) {
    if (point >= 0x80 && point < 0xa0) point = from_windows_1252(point);
    switch (point == 0 ? Treatment::remove : treatment(point)) {
      case Treatment::remove:
        return;
      case Treatment::line_end:
        out_ += '\n';
        break;
      case Treatment::keep:
        keep(point);
        break;
    }
  }

  std::string text() && { return std::move(out_); }
  [[nodiscard]] bool inert() const noexcept { return inert_; }

 private:
  void keep(char32_t point) {
    if (!is_inert(point)) {
      inert_ = false;
      const auto* properties = utf8proc_get_property(static_cast<utf8proc_int32_t>(point));
      marks_ = properties->combining_class == 0 ? 0 : marks_ + 1;
      if (marks_ > most_marks) {
        append(out_, joiner);
        marks_ = 1;
      }
    } else {
      marks_ = 0;
    }
    append(out_, point);
  }

  std::string out_;
  int marks_ = 0;
  bool inert_ = true;
};

void append_nfc(std::string& out, std::string_view run) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(run.data()),
                                 static_cast<utf8proc_ssize_t>(run.size()), &mapped,
                                 utf8proc_option_t(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owned(mapped, &std::free);
  if (size == UTF8PROC_ERROR_NOMEM) throw std::bad_alloc();
  if (size < 0)
    out.append(run);
  else
    out.append(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size));
}

/// A text may be cut before any ASCII character without changing its NFC, so only runs of other
/// characters, each with the ASCII character before it, go through the library.
std::string compose(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const auto ascii_end = ascii_run(text, at);
    if (ascii_end == text.size()) {
      out.append(text.substr(at));
      break;
    }
    const auto start = ascii_end > at ? ascii_end - 1 : at;
    out.append(text.substr(at, start - at));
    at = ascii_end;
    while (at < text.size() && !is_ascii(text[at])) ++at;
    append_nfc(out, text.substr(start, at - start));
  }
  return out;
}

/// Whether \p piece is ASCII of which treatment() keeps all.
bool is_clean(std::string_view piece) noexcept {
  using Bytes [[gnu::vector_size(16)]] = unsigned char;
  auto unclean = Bytes{} != 0;
  for (; piece.size() >= sizeof(Bytes); piece.remove_prefix(sizeof(Bytes))) {
    Bytes bytes;
    std::memcpy(&bytes, piece.data(), sizeof bytes);
    unclean |= (bytes > 0x7e) | ((bytes < 0x20) & (bytes != '\n') & (bytes != '\t'));
  }
  std::uint64_t halves[2];
  std::memcpy(halves, &unclean, sizeof halves);
  return (halves[0] | halves[1]) == 0 && std::ranges::all_of(piece, [](char c) {
           return is_ascii(c) && treatment(static_cast<unsigned char>(c)) == Treatment::keep;
         });
}

/// What is not clean mostly shows early.
bool needs_nothing(std::string_view text) noexcept {
  constexpr std::size_t piece = 512;
  for (; !text.empty(); text.remove_prefix(std::min(piece, text.size())))
    if (!is_clean(text.substr(0, piece))) return false;
  return true;
}

bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n'; }

}  // namespace

Utf8Survey survey(std::string_view bytes) noexcept {
  Utf8Survey found;
  for (auto at = ascii_run(bytes, 0); at < bytes.size(); at = ascii_run(bytes, at)) {
    if (const auto size = decode(bytes, at).size; size > 0) {
      ++found.sound;
      at += size;
    } else {
      ++found.unsound;
      found.letters += is_letter_or_quote_of_1252(static_cast<unsigned char>(bytes[at])) ? 1U : 0U;
      ++at;
    }
  }
  return found;
}

bool looks_like_windows_1252(const Utf8Survey& found, std::size_t size) noexcept {
  // In the languages of Windows-1252 most letters are ASCII; other code pages (KOI8-R, Shift JIS)
  // give mostly other bytes. And a text with more sound characters than bad bytes is UTF-8.
  return found.unsound > found.sound && found.letters * 10 >= found.unsound * 9 &&
         found.unsound * 4 <= size;
}

Utf8 repair_utf8(std::string_view bytes) {
  const auto found = survey(bytes);
  Utf8 result;
  if (found.unsound == 0) {
    result.text = bytes;
    return result;
  }
  const bool windows = looks_like_windows_1252(found, bytes.size());
  result.text.reserve(bytes.size() + 2 * found.unsound);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto ascii_end = ascii_run(bytes, at);
    result.text.append(bytes.substr(at, ascii_end - at));
    at = ascii_end;
    if (at == bytes.size()) break;
    if (const auto size = decode(bytes, at).size; size > 0) {
      result.text.append(bytes.substr(at, size));
      at += size;
      continue;
    }
    const auto byte = static_cast<unsigned char>(bytes[at++]);
    const auto point = windows ? from_windows_1252(byte) : char32_t{0};
    append(result.text, point == 0 ? replacement : point);
    result.replaced += point == 0 ? 1U : 0U;
  }
  return result;
}

std::string normalise(std::string_view utf8) {
  if (needs_nothing(utf8)) return std::string(utf8);
  Cleaner cleaner(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const auto [point, size] = decode(utf8, at);
    at += std::max<std::size_t>(size, 1);
    if (point == '\n' && at >= 2 && utf8[at - 2] == '\r') continue;  // the CR was the line end
    cleaner.add(size == 0 ? replacement : point);
  }
  const bool inert = cleaner.inert();
  auto text = std::move(cleaner).text();
  return inert ? text : compose(text);
}

std::string normalise_line(std::string_view utf8) {
  const auto text = normalise(utf8);
  std::string line;
  line.reserve(text.size());
  for (const char c : text) {
    if (!is_space(c))
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  if (line.ends_with(' ')) line.pop_back();
  return line;
}

bool is_blank(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    const auto [point, size] = decode(text, at);
    if (size == 0) return false;
    const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(point));
    if (category != UTF8PROC_CATEGORY_ZS && category != UTF8PROC_CATEGORY_CC) return false;
    at += size;
  }
  return true;
}

}  // namespace ae::indexing
