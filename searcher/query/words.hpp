// SPDX-License-Identifier: GPL-2.0-or-later
/// A chunk of a query -> the words it spells.
#pragma once

#include "searcher/query/tree.hpp"

#include <string_view>
#include <vector>

namespace ae::searching {

/// The words of \p text. `*` and `?` inside a word, and `*` at either end of one, make it a
/// wildcard; elsewhere they are punctuation.
[[nodiscard]] std::vector<Word> read_words(std::string_view text, Word::Form form);

/// The same where `*` and `?` are punctuation everywhere.
[[nodiscard]] std::vector<Word> read_plain_words(std::string_view text);

/// Takes `~`, `~1`, `~2` off the end of \p chunk. \returns the edits; 0 where there was none
[[nodiscard]] unsigned take_fuzziness(std::string_view& chunk) noexcept;

/// Words joined by hyphens, and characters of a script without spaces, belong together.
[[nodiscard]] std::vector<std::vector<Word>> grouped(std::vector<Word> words);

}  // namespace ae::searching
