// SPDX-License-Identifier: GPL-2.0-or-later
/// British and American spellings of one word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ae::searching {

/// How \p folded may be spelt on the other side of the Atlantic, without \p folded itself. A
/// generous guess: most words have no such spelling, so callers keep those that articles use.
[[nodiscard]] std::vector<std::string> other_spellings(std::string_view folded);

}  // namespace ae::searching
