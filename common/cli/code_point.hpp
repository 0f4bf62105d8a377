// SPDX-License-Identifier: GPL-2.0-or-later
/// Characters of text that may hold any bytes, as everything that writes to people sees them.
#pragma once

#include <cstddef>
#include <string_view>

namespace ae::cli {

inline constexpr std::string_view replacement = "\xEF\xBF\xBD";  ///< U+FFFD

struct CodePoint {
  char32_t value = 0;    ///< U+FFFD where the bytes are no UTF-8
  std::size_t size = 1;  ///< bytes; 1 where they are no UTF-8
  bool valid = true;
};

/// The character of \p text that begins at \p at, which must be before the end.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at) noexcept;

/// Could take over a terminal or mislead its reader: C0 and C1 controls, DEL, bidirectional
/// controls, line and paragraph separators.
[[nodiscard]] bool is_control(char32_t value) noexcept;

/// Terminal columns of one character: 0, 1 or 2.
[[nodiscard]] std::size_t columns_of(char32_t value) noexcept;

}  // namespace ae::cli
