// SPDX-License-Identifier: GPL-2.0-or-later
/// Second stage: which names mean the same person, organisation or place within one article.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/mention.hpp"
#include "indexer/entities/name_span.hpp"
#include "indexer/entities/token.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// One mention for every name of \p names that turns out to be of a type. Names without one are
/// dropped unless the article's full names explain them.
[[nodiscard]] std::vector<Mention> resolve_names(std::string_view text,
                                                 std::span<const Token> tokens,
                                                 std::vector<NameSpan> names,
                                                 const Lexicon& lexicon);

}  // namespace ae::indexing
