// SPDX-License-Identifier: GPL-2.0-or-later
/// Finds who is named only for having made the article: photographers, reporters, editors.
#pragma once

#include "indexer/entities/token.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Ranges of tokens (indices, ascending, none overlapping) that are credits, bylines, the agency of
/// a dateline, addresses on the web or symbols of shares. Nothing in them is an entity of the
/// article.
[[nodiscard]] std::vector<Span> find_credits(std::string_view text, std::span<const Token> tokens);

/// May a credit or an address begin with \p word, in whatever case?
[[nodiscard]] bool is_credit_cue(std::string_view word) noexcept;

}  // namespace ae::indexing
