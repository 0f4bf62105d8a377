// SPDX-License-Identifier: GPL-2.0-or-later
/// Writes JSON (RFC 8259) piece by piece. The result is valid UTF-8 whatever goes in.
#pragma once

#include "ae/span.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ae::cli {

/// Keeps the commas; that every begin has its end is up to the caller.
class JsonWriter {
 public:
  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  /// The name of the next value.
  JsonWriter& key(std::string_view name);

  /// Bytes that are no UTF-8 become U+FFFD; control and bidirectional characters are escaped.
  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  /// As short as reads back the same; null for infinities and NaN.
  JsonWriter& value(double number);
  JsonWriter& value(bool truth) { return raw(truth ? "true" : "false"); }
  JsonWriter& value(std::unsigned_integral auto number) { return whole(std::uint64_t{number}); }
  JsonWriter& null() { return raw("null"); }

  /// A range of bytes as [from,to].
  JsonWriter& value(Span span);
  /// Null where \p text is absent.
  JsonWriter& value(const std::optional<std::string>& text) { return text ? value(*text) : null(); }

  template <class Value>
  JsonWriter& member(std::string_view name, const Value& of) {
    return key(name).value(of);
  }
  /// An array of values.
  template <class Values>
  JsonWriter& list(const Values& values) {
    begin_array();
    for (const auto& each : values) value(each);
    return end_array();
  }

  /// A line end between two values, so that a long document can be read by lines.
  JsonWriter& line_break();

  /// What was written since the last call; writing may go on.
  [[nodiscard]] std::string take() { return std::exchange(text_, {}); }

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  JsonWriter& raw(std::string_view text);
  JsonWriter& whole(std::uint64_t number);
  void separate();
  void quoted(std::string_view text);

  std::string text_;
  bool comma_ = false;  ///< a value stands before the next one
  bool line_ = false;   ///< a line end was asked for
};

}  // namespace ae::cli
