// SPDX-License-Identifier: GPL-2.0-or-later
/// Comparing a word with a wildcard, and with a word that may be misspelt.
#pragma once

#include <string_view>

namespace ae::searching {

/// `*` stands for any characters, also none; `?` for one. Linear in practice, never exponential.
[[nodiscard]] bool matches_wildcard(std::string_view text, std::string_view pattern) noexcept;

/// Whether at most \p edits letters must be added, dropped or changed to make \p a of \p b.
/// \p edits is 1 or 2.
[[nodiscard]] bool within_edits(std::string_view a, std::string_view b, unsigned edits);

}  // namespace ae::searching
