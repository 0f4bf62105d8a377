// SPDX-License-Identifier: GPL-2.0-or-later
/// Finds the sentences whose capital letters tell nothing: all are capitals, or none is where it
/// should be, as in transcripts, telexes and posts.
#pragma once

#include "indexer/entities/token.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

enum class LostCase : std::uint8_t {
  no,       ///< capitals stand where they should
  some,     ///< but now and then a person's name has none, as in transcripts made by machine
  lowered,  ///< names may stand in lower case; what is capitalised is one all the same
  raised,   ///< words and names stand in capitals
};

/// What the sentence of each of \p tokens has lost; empty where none has lost anything.
[[nodiscard]] std::vector<LostCase> find_lost_case(std::string_view text,
                                                   std::span<const Token> tokens);

}  // namespace ae::indexing
