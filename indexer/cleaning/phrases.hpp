// SPDX-License-Identifier: GPL-2.0-or-later
/// Small questions about a line of text that several rules ask.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Runs between white space.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

/// At most \p limit + 1, so that asking "more than limit?" costs little on any text.
[[nodiscard]] std::size_t count_words(std::string_view text, std::size_t limit);

/// Does it end as a sentence does: full stop, question or exclamation mark, perhaps in quotes?
[[nodiscard]] bool ends_sentence(std::string_view text);

/// \p text without the punctuation and white space at its ends.
[[nodiscard]] std::string_view strip_punctuation(std::string_view text);

/// Does it begin with a capital, or with a letter that is not ASCII?
[[nodiscard]] bool is_capitalised(std::string_view word);

/// Is \p word, in small letters, in the list?
template <std::size_t Size>
[[nodiscard]] constexpr bool is_in(const std::array<std::string_view, Size>& list,
                                   std::string_view word) {
  for (const std::string_view entry : list)
    if (entry == word) return true;
  return false;
}

/// "6:52", "1:06:52": a length or a time, nothing else.
[[nodiscard]] bool is_clock(std::string_view word);

}  // namespace ae::indexing
