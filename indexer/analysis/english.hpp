// SPDX-License-Identifier: GPL-2.0-or-later
/// English by its commonest words: nearly all articles of most archives need no closer look.
#pragma once

#include <string_view>

namespace ae::indexing {

/// Is \p text, the beginning of an article, English beyond doubt? Tells from its commonest words,
/// thirty times as fast as letters tell; false where these must be asked.
[[nodiscard]] bool is_evidently_english(std::string_view text) noexcept;

}  // namespace ae::indexing
