// SPDX-License-Identifier: GPL-2.0-or-later
/// What a first pass over an article said of each word, here and elsewhere in it.
#pragma once

#include "indexer/entities/labels.hpp"
#include "indexer/entities/token.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace ae::indexing {

/// Codes that features tell apart; 0: nothing was said. "Elsewhere" leaves the place itself out.
struct Vote {
  std::uint8_t own = 0;        ///< the label given here, plus 1
  std::uint8_t elsewhere = 0;  ///< the type given most often, how clearly and how often
  std::uint8_t position = 0;   ///< where in names the word stands most often
  std::uint8_t whole = 0;      ///< the type given most often to all the words of the name here
};

/// One Vote a token.
using Votes = std::vector<Vote>;

/// \p labels, one a token, are those of the first pass.
[[nodiscard]] Votes count_votes(std::span<const Token> tokens, std::span<const Span> runs,
                                std::span<const Label> labels);

}  // namespace ae::indexing
