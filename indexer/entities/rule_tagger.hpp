// SPDX-License-Identifier: GPL-2.0-or-later
/// Names by rules and lists alone: advice to the model, which knows when to take it.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/name_span.hpp"
#include "indexer/entities/token.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// The names among annotated \p tokens, in order, none overlapping. \p credits (token ranges, in
/// order) hold none.
[[nodiscard]] std::vector<NameSpan> find_by_rules(std::string_view text,
                                                  std::span<const Token> tokens,
                                                  std::span<const Span> credits,
                                                  const Lexicon& lexicon);

}  // namespace ae::indexing
