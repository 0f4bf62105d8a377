// SPDX-License-Identifier: GPL-2.0-or-later
/// First stage: which runs of tokens are names, and of what type. Knows nothing of who is who.
#pragma once

#include "indexer/entities/facts.hpp"
#include "indexer/entities/model.hpp"
#include "indexer/entities/name_memory.hpp"
#include "indexer/entities/name_span.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// What the model needs to know of annotated \p tokens, the rules' opinion included.
[[nodiscard]] std::vector<Fact> look(std::string_view text, std::span<const Token> tokens,
                                     std::span<const Span> runs, const Lexicon& lexicon);

/// The names among annotated \p tokens, in order, none overlapping. \p memory described them.
[[nodiscard]] std::vector<NameSpan> tag_names(std::string_view text, std::span<const Token> tokens,
                                              const Weights& weights, NameMemory& memory);

}  // namespace ae::indexing
