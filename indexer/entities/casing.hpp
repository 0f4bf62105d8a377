// SPDX-License-Identifier: GPL-2.0-or-later
/// Takes back capital letters that say nothing: first words, headlines, lines in capitals.
#pragma once

#include "indexer/entities/token.hpp"

#include <span>

namespace ae::indexing {

/// Gives Shape::lower to everyday words that only their position capitalises. The tokens must be
/// annotated (Lexicon::annotate).
void settle_casing(std::span<Token> tokens);

}  // namespace ae::indexing
