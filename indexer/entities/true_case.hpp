// SPDX-License-Identifier: GPL-2.0-or-later
/// Gives words and names the capital letters they would have had.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/lost_case.hpp"
#include "indexer/entities/token.hpp"

#include <span>
#include <string>
#include <string_view>

namespace ae::indexing {

/// \p text with the letters of what has \p lost its case (one a token) written as the rest of the
/// article writes the word, as the lists have it, or as its neighbours suggest. Byte for byte as
/// long as \p text. Tokens must be annotated.
[[nodiscard]] std::string restore_case(std::string_view text, std::span<const Token> tokens,
                                       std::span<const LostCase> lost, const Lexicon& lexicon);

}  // namespace ae::indexing
