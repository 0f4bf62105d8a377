// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/mail_message.hpp"

#include "common/text/ascii.hpp"
#include "indexer/pages/charset.hpp"
#include "indexer/readers/normalise.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace ae::indexing {
namespace {

constexpr std::size_t deepest = 8;
constexpr std::size_t most_parts = 200;
constexpr auto npos = std::string_view::npos;

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

int hex(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = ascii::to_lower(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// RFC 2045, section 6.7; \p in_header: RFC 2047's variant, with "_" for a space.
std::string from_quoted_printable(std::string_view text, bool in_header) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '_' && in_header) {
      out += ' ';
    } else if (text[at] != '=') {
      out += text[at];
    } else if (at + 2 < text.size() && hex(text[at + 1]) >= 0 && hex(text[at + 2]) >= 0) {
      out += static_cast<char>(hex(text[at + 1]) * 16 + hex(text[at + 2]));
      at += 2;
    } else {
      // A soft line break; anything else after "=" stands for itself.
      const auto end = text.find_first_not_of(" \t\r", at + 1);
      if (end != npos && text[end] == '\n')
        at = end;
      else
        out += '=';
    }
  }
  return out;
}

std::string from_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    std::uint32_t value = 64;
    if (ascii::is_upper(c)) value = static_cast<std::uint32_t>(c - 'A');
    if (ascii::is_lower(c)) value = static_cast<std::uint32_t>(c - 'a') + 26;
    if (ascii::is_digit(c)) value = static_cast<std::uint32_t>(c - '0') + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (c == '=') break;
    if (value == 64) continue;
    bits = (bits << 6U) | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xffU);
  }
  return out;
}

/// The word that "=?charset?encoding?text?=" at the start of \p text stands for; \p size its
/// length.
std::optional<std::string> encoded_word(std::string_view text, std::size_t& size) {
  if (!text.starts_with("=?")) return std::nullopt;
  const auto charset_end = text.find('?', 2);
  if (charset_end == npos || charset_end + 2 >= text.size() || text[charset_end + 2] != '?')
    return std::nullopt;
  const char encoding = ascii::to_lower(text[charset_end + 1]);
  const auto begin = charset_end + 3;
  const auto end = text.find("?=", begin);
  if (end == npos || end > 1'000) return std::nullopt;
  auto charset = text.substr(2, charset_end - 2);
  charset = charset.substr(0, charset.find('*'));  // RFC 2231 adds a language
  const auto word = text.substr(begin, end - begin);
  size = end + 2;
  if (encoding == 'b') return text_to_utf8(from_base64(word), charset).text;
  if (encoding == 'q') return text_to_utf8(from_quoted_printable(word, true), charset).text;
  return std::nullopt;
}

/// A header's value with its encoded words decoded; white space between two of them is no text.
std::string decoded(std::string_view value) {
  std::string out;
  bool after_word = false;
  for (std::size_t at = 0; at < value.size();) {
    std::size_t size = 0;
    if (auto word = encoded_word(value.substr(at), size)) {
      if (after_word)
        while (out.ends_with(' ') || out.ends_with('\t')) out.pop_back();
      out += *word;
      at += size;
      after_word = true;
      continue;
    }
    if (!ascii::is_space(value[at])) after_word = false;
    out += value[at++];
  }
  return normalise_line(text_to_utf8(out).text);
}

struct Header {
  std::string name;  ///< in small letters
  std::string value;
};

/// The headers that \p text begins with, unfolded; they and the blank line are taken off it.
std::vector<Header> take_headers(std::string_view& text) {
  constexpr std::size_t most = 1'000;
  constexpr std::size_t longest = 64 << 10;
  std::vector<Header> headers;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (line.empty()) break;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    if (folded && !headers.empty()) {
      if (headers.back().value.size() < longest) headers.back().value.append(line);
      continue;
    }
    const auto colon = line.find(':');
    if (colon == npos || headers.size() == most) continue;
    headers.push_back({ascii::lower(ascii::trim(line.substr(0, colon))),
                       std::string(ascii::trim(line.substr(colon + 1)))});
  }
  return headers;
}

std::string_view value_of(const std::vector<Header>& headers, std::string_view name) {
  for (const Header& header : headers)
    if (header.name == name) return header.value;
  return {};
}

/// `boundary` of "multipart/mixed; boundary=\"x\"".
std::string_view parameter(std::string_view value, std::string_view name) {
  const auto at = ascii::find(value.substr(0, 2'000), name);
  if (at == npos) return {};
  auto rest = ascii::trim_left(value.substr(at + name.size()));
  if (!rest.starts_with('=')) return {};
  rest = ascii::trim_left(rest.substr(1));
  if (rest.starts_with('"')) return rest.substr(1, rest.find('"', 1) - 1);
  return rest.substr(0, rest.find_first_of("; \t"));
}

/// The parts of \p body between lines of \p boundary.
std::vector<std::string_view> split(std::string_view body, std::string_view boundary) {
  std::vector<std::string_view> parts;
  const char* begin = nullptr;
  auto rest = body;
  while (!rest.empty() && parts.size() < most_parts) {
    const char* const line_begin = rest.data();
    auto line = take_line(rest);
    if (!line.starts_with("--") || !line.substr(2).starts_with(boundary)) continue;
    if (begin != nullptr) parts.emplace_back(begin, static_cast<std::size_t>(line_begin - begin));
    begin = rest.data();
    if (line.substr(2 + boundary.size()).starts_with("--")) return parts;
  }
  if (begin != nullptr && begin < body.data() + body.size())  // cut off
    parts.emplace_back(begin, static_cast<std::size_t>(body.data() + body.size() - begin));
  return parts;
}

std::string body_of(std::string_view body, const std::vector<Header>& headers) {
  const auto encoding = ascii::lower(ascii::trim(value_of(headers, "content-transfer-encoding")));
  if (encoding == "base64") return from_base64(body);
  if (encoding == "quoted-printable") return from_quoted_printable(body, false);
  return std::string(body);
}

void read_leaf(std::string_view body, const std::vector<Header>& headers, MailMessage& message) {
  const std::string type = ascii::lower(value_of(headers, "content-type"));
  const auto disposition = value_of(headers, "content-disposition");
  if (ascii::starts_with(disposition, "attachment")) return;
  const auto charset = charset_of(type);
  if (type.starts_with("text/html") && message.html.empty())
    message.html = html_to_utf8(body_of(body, headers), charset).text;
  else if ((type.empty() || type.starts_with("text/plain")) && message.text.empty())
    message.text = text_to_utf8(body_of(body, headers), charset).text;
}

/// A part that is still to be read.
struct Pending {
  std::string_view part;
  std::size_t depth = 0;
};

}  // namespace

MailMessage read_message(std::string_view message) {
  MailMessage read;
  std::vector<Pending> pending{{message, 0}};
  std::size_t parts = 0;
  while (!pending.empty() && parts++ < most_parts) {
    auto [body, depth] = pending.back();
    pending.pop_back();
    const auto headers = take_headers(body);
    if (depth == 0) {
      read.subject = decoded(value_of(headers, "subject"));
      read.from = decoded(value_of(headers, "from"));
      read.date = decoded(value_of(headers, "date"));
      read.message_id = decoded(value_of(headers, "message-id"));
      read.list = decoded(value_of(headers, "list-id"));
      read.address = decoded(value_of(headers, "archived-at"));
      if (read.address.empty()) read.address = decoded(value_of(headers, "content-location"));
    }
    const auto type = value_of(headers, "content-type");
    const auto boundary = parameter(type, "boundary");
    if (!ascii::starts_with(type, "multipart/") || boundary.empty()) {
      read_leaf(body, headers, read);
    } else if (depth < deepest) {
      const auto inner = split(body, boundary);
      for (auto part = inner.rbegin(); part != inner.rend(); ++part)
        pending.push_back({*part, depth + 1});
    }
  }
  return read;
}

}  // namespace ae::indexing
