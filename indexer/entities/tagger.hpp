// SPDX-License-Identifier: GPL-2.0-or-later
/// First stage: which runs of tokens are names, and of what type. Knows nothing of who is who.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/mention.hpp"
#include "indexer/entities/token.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// A run of tokens that is a name.
struct NameSpan {
  std::size_t from = 0;            ///< index of the first token
  std::size_t to = 0;              ///< index behind the last one
  std::optional<EntityType> type;  ///< absent: a name, but only the rest of the article tells whose
  double confidence = 1;           ///< 0 to 1
  std::string_view rule;           ///< which rule found it; a literal
  bool titled = false;             ///< a title or honorific stands before it
};

/// The names among annotated \p tokens, in order, none overlapping. \p credits (token ranges, in
/// order) hold none.
[[nodiscard]] std::vector<NameSpan> tag_names(std::string_view text, std::span<const Token> tokens,
                                              std::span<const Span> credits,
                                              const Lexicon& lexicon);

}  // namespace ae::indexing
