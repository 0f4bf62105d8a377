// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/json_writer.hpp"

#include "common/cli/characters.hpp"
#include "common/text/unicode.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace ae::cli {
namespace {

std::string_view short_escape(char32_t value) {
  switch (value) {
    case U'"':
      return "\\\"";
    case U'\\':
      return "\\\\";
    case U'\n':
      return "\\n";
    case U'\r':
      return "\\r";
    case U'\t':
      return "\\t";
    default:
      return {};
  }
}

}  // namespace

void JsonWriter::separate() {
  if (comma_) text_ += ',';
  if (line_) text_ += '\n';
  comma_ = line_ = false;
}

void JsonWriter::quoted(std::string_view text) {
  text_ += '"';
  std::size_t plain = 0;  // where the bytes begin that go out as they are
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode(text, at);
    const std::string_view escape = short_escape(point.value);
    if (point.value != text::CodePoint::invalid && escape.empty() && !is_control(point.value)) {
      at += point.size;
      continue;
    }
    text_ += text.substr(plain, at - plain);
    if (point.value == text::CodePoint::invalid)
      text_ += replacement;
    else if (!escape.empty())
      text_ += escape;
    else
      fmt::format_to(std::back_inserter(text_), "\\u{:04x}", static_cast<unsigned>(point.value));
    plain = at += point.size;
  }
  text_ += text.substr(plain);
  text_ += '"';
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  quoted(name);
  text_ += ':';
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  quoted(text);
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  return std::isfinite(number) ? raw(fmt::format("{}", number)) : null();
}

JsonWriter& JsonWriter::value(Span span) {
  return begin_array().value(span.from).value(span.to).end_array();
}

JsonWriter& JsonWriter::line_break() {
  line_ = true;
  return *this;
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  comma_ = false;
  separate();
  text_ += bracket;
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view text) {
  separate();
  text_ += text;
  comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::whole(std::uint64_t number) { return raw(fmt::format("{}", number)); }

}  // namespace ae::cli
