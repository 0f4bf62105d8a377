// SPDX-License-Identifier: GPL-2.0-or-later
/// Patterns with * and ?, as people type them for words and for paths.
#pragma once

#include <string_view>

namespace ae::text {

/// `*` stands for any characters, also none; `?` for one. Linear in practice, never exponential.
[[nodiscard]] bool matches_wildcard(std::string_view text, std::string_view pattern) noexcept;

}  // namespace ae::text
