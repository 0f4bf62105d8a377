// SPDX-License-Identifier: GPL-2.0-or-later
/// Which tokens can be part of a name at all: a quarter of them, so that the rest costs nothing.
#pragma once

#include "indexer/entities/token.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Runs of annotated tokens (indices, ascending, none overlapping): capitalised words and known
/// names with the small words and marks that hold them together, as in "Bank of the West". No run
/// reaches over Token::after_break.
[[nodiscard]] std::vector<Span> find_runs(std::string_view text, std::span<const Token> tokens);

/// Is \p word, in lower case, one that holds names together, as "of" does?
[[nodiscard]] bool is_link_word(std::string_view word) noexcept;

}  // namespace ae::indexing
