// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/charset.hpp"

#include "common/text/ascii.hpp"

#include <iconv.h>
#include <uchardet/uchardet.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <new>
#include <optional>

namespace ae::indexing {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t declared_within = 4096;  ///< bytes; browsers look at 1024
constexpr std::size_t looked_at = 256 << 10;   ///< bytes that a charset is guessed from
constexpr std::string_view replacement = "\xef\xbf\xbd";

struct Mark {
  std::string_view bytes;
  std::string_view charset;
};

constexpr std::array marks{Mark{"\xef\xbb\xbf"sv, "utf-8"}, Mark{"\xff\xfe"sv, "utf-16le"},
                           Mark{"\xfe\xff"sv, "utf-16be"}};

struct Alias {
  std::string_view said;
  std::string_view meant;
};

/// Names under which browsers read a larger charset than the one named (encoding.spec.whatwg.org).
constexpr std::array aliases{Alias{"iso-8859-1", "windows-1252"},
                             Alias{"iso8859-1", "windows-1252"},
                             Alias{"iso_8859-1", "windows-1252"},
                             Alias{"latin1", "windows-1252"},
                             Alias{"us-ascii", "windows-1252"},
                             Alias{"ascii", "windows-1252"},
                             Alias{"iso-8859-9", "windows-1254"},
                             Alias{"gb2312", "gb18030"},
                             Alias{"gbk", "gb18030"},
                             Alias{"x-gbk", "gb18030"},
                             Alias{"shift_jis", "cp932"},
                             Alias{"shift-jis", "cp932"},
                             Alias{"x-sjis", "cp932"},
                             Alias{"euc-kr", "cp949"},
                             Alias{"ks_c_5601-1987", "cp949"},
                             Alias{"tis-620", "windows-874"},
                             Alias{"unicode", "utf-16le"},
                             Alias{"utf-16", "utf-16le"},
                             Alias{"utf8", "utf-8"},
                             Alias{"x-user-defined", "windows-1252"}};

std::string canonical(std::string_view charset) {
  const std::string name = ascii::lower(ascii::trim(charset));
  const auto* const found = std::find_if(aliases.begin(), aliases.end(),
                                         [&](const Alias& alias) { return alias.said == name; });
  return found == aliases.end() ? name : std::string(found->meant);
}

/// The word behind the first `charset=` or `encoding=` of the first bytes.
std::string_view declaration_in(std::string_view html) {
  const auto head = html.substr(0, declared_within);
  for (const std::string_view key : {"charset"sv, "encoding"sv})
    for (auto at = ascii::find(head, key); at != std::string_view::npos;
         at = ascii::find(head, key, at + 1)) {
      auto rest = ascii::trim_left(head.substr(at + key.size()));
      if (!rest.starts_with('=')) continue;
      rest = ascii::trim_left(rest.substr(1));
      rest.remove_prefix(rest.starts_with('"') || rest.starts_with('\'') ? 1 : 0);
      const auto word = rest.substr(0, rest.find_first_of(" \t\r\n\"';/>?"));
      if (!word.empty()) return word;
    }
  return {};
}

/// \p bytes by iconv; what it cannot read becomes U+FFFD. Nothing where it does not know the
/// charset.
std::optional<Utf8> converted(std::string_view bytes, const std::string& charset) {
  const auto close = [](iconv_t handle) { ::iconv_close(handle); };
  const iconv_t opened = ::iconv_open("UTF-8", charset.c_str());
  // NOLINTNEXTLINE(performance-no-int-to-ptr): iconv's own way to say "none"
  if (opened == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  const std::unique_ptr<void, decltype(close)> handle(opened, close);
  Utf8 result;
  result.text.reserve(bytes.size() + bytes.size() / 2);
  std::array<char, 16 << 10> buffer{};
  std::string input(bytes);  // iconv takes no const
  char* in = input.data();
  std::size_t left = input.size();
  while (left > 0) {
    char* out = buffer.data();
    std::size_t room = buffer.size();
    const auto done = ::iconv(handle.get(), &in, &left, &out, &room);
    result.text.append(buffer.data(), buffer.size() - room);
    if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    result.text.append(replacement);
    ++result.replaced;
    ++in;
    --left;
  }
  return result;
}

std::string guess(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  if (!detector) throw std::bad_alloc();
  bytes = bytes.substr(0, looked_at);
  if (uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

bool is_wide(std::string_view charset) { return charset.starts_with("utf-16"); }

/// How many of \p text's bytes nothing could be made of, in a thousand.
std::uint64_t per_mille(const Utf8& text) {
  return text.replaced * 1000 / std::max<std::uint64_t>(text.text.size(), 1);
}

Utf8 to_utf8(std::string_view bytes, std::string_view declared) {
  for (const Mark& mark : marks)
    if (bytes.starts_with(mark.bytes)) {
      bytes.remove_prefix(mark.bytes.size());
      if (mark.charset == "utf-8") return repair_utf8(bytes);
      return converted(bytes, std::string(mark.charset)).value_or(Utf8{});
    }
  const Utf8Survey found = survey(bytes);
  const std::string charset = canonical(declared);
  // Text of some length that is sound UTF-8 is never anything else by chance; and a page in which
  // a declaration can be read byte by byte is not in UTF-16, whatever it says.
  const bool escapes = charset.starts_with("iso-2022") || charset == "hz-gb-2312";
  if (found.unsound == 0 && !escapes) return {.text = std::string(bytes), .replaced = 0};
  if (!charset.empty() && charset != "utf-8" && !is_wide(charset)) {
    if (auto text = converted(bytes, charset); text && per_mille(*text) < 5)
      return std::move(*text);
  }
  if (found.unsound <= found.sound) return repair_utf8(bytes);
  const std::string guessed = canonical(guess(bytes));
  if (!guessed.empty() && guessed != "utf-8")
    if (auto text = converted(bytes, guessed); text && per_mille(*text) < 5)
      return std::move(*text);
  return repair_utf8(bytes);
}

}  // namespace

std::string_view charset_of(std::string_view content_type) {
  const auto at = ascii::find(content_type.substr(0, 500), "charset");
  return at == std::string_view::npos ? std::string_view()
                                      : declaration_in(content_type.substr(at));
}

Utf8 html_to_utf8(std::string_view html, std::string_view declared) {
  // What a server says beats what a page says, in the standard as in the browsers.
  return to_utf8(html, declared.empty() ? declaration_in(html) : declared);
}

Utf8 text_to_utf8(std::string_view text, std::string_view declared) {
  return to_utf8(text, declared);
}

}  // namespace ae::indexing
