// SPDX-License-Identifier: GPL-2.0-or-later
/// A place in a text that moves on only over what it was asked for.
#pragma once

#include "common/text/ascii.hpp"

#include <optional>
#include <string_view>

namespace ae::dates {

struct Cursor {
  std::string_view text;
  std::size_t at = 0;

  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
    return at + ahead < text.size() ? text[at + ahead] : '\0';
  }

  bool eat(std::string_view what) noexcept {
    if (text.substr(at, what.size()) != what) return false;
    at += what.size();
    return true;
  }

  /// Moves over any of the characters; true if there was one.
  bool eat_any(std::string_view of) noexcept {
    const std::size_t start = at;
    while (at < text.size() && of.find(text[at]) != std::string_view::npos) ++at;
    return at != start;
  }

  struct Number {
    int value = 0;
    int digits = 0;
  };

  /// A run of \p least to \p most digits that is no part of a longer one.
  std::optional<Number> number(int least, int most) noexcept {
    Number found;
    while (found.digits <= most && ascii::is_digit(peek(static_cast<std::size_t>(found.digits)))) {
      found.value = found.value * 10 + (peek(static_cast<std::size_t>(found.digits)) - '0');
      ++found.digits;
    }
    if (found.digits < least || found.digits > most) return std::nullopt;
    at += static_cast<std::size_t>(found.digits);
    return found;
  }

  /// A run of letters, at most 25 bytes of it; empty if there is none.
  std::string_view word() noexcept {
    const std::size_t start = at;
    while (at < text.size() && at - start <= 24 &&
           (ascii::is_alpha(text[at]) || ascii::is_wide(text[at])))
      ++at;
    return text.substr(start, at - start);
  }
};

}  // namespace ae::dates
