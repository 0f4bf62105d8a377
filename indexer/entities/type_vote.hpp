// SPDX-License-Identifier: GPL-2.0-or-later
/// One string is one type within an article.
#pragma once

#include "indexer/entities/name_span.hpp"

#include <span>

namespace ae::indexing {

/// Gives equal names the type of most confidence, also those that nothing around them explains.
void vote_on_types(std::span<const Token> tokens, std::span<NameSpan> names);

}  // namespace ae::indexing
