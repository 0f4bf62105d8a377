// SPDX-License-Identifier: GPL-2.0-or-later
/// What a terminal, and a person before it, make of a character.
#pragma once

#include <cstddef>
#include <string_view>

namespace ae::cli {

/// U+FFFD: stands for bytes that are no UTF-8, and for what must not reach a terminal.
inline constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// Could take over a terminal or mislead its reader: C0 and C1 controls, DEL, bidirectional
/// controls, line and paragraph separators.
[[nodiscard]] bool is_control(char32_t value) noexcept;

/// Terminal columns of one character: 0, 1 or 2. One where \p value is no character.
[[nodiscard]] std::size_t columns_of(char32_t value) noexcept;

}  // namespace ae::cli
