// SPDX-License-Identifier: GPL-2.0-or-later
/// Names in languages that neither model nor rules know: those that stand in a list, word for word.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/name_span.hpp"
#include "indexer/entities/token.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Among annotated \p tokens, in order, none overlapping. A word that may be a part of a longer
/// name, or a word of the language, is left alone.
[[nodiscard]] std::vector<NameSpan> find_listed_names(std::string_view text,
                                                      std::span<const Token> tokens,
                                                      const Lexicon& lexicon);

}  // namespace ae::indexing
