// SPDX-License-Identifier: GPL-2.0-or-later
/// What the tagging stages hand on: runs of tokens that are names.
#pragma once

#include "indexer/entities/mention.hpp"
#include "indexer/entities/token.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace ae::indexing {

/// A run of tokens that is a name.
struct NameSpan {
  std::size_t from = 0;            ///< index of the first token
  std::size_t to = 0;              ///< index behind the last one
  std::optional<EntityType> type;  ///< absent: a name, but only the rest of the article tells whose
  double confidence = 1;           ///< 0 to 1
  std::string_view rule;           ///< which rule found it; a literal
  bool titled = false;             ///< a title or honorific stands before it

  [[nodiscard]] std::span<const Token> words(std::span<const Token> tokens) const noexcept {
    return tokens.subspan(from, to - from);
  }
  [[nodiscard]] std::size_t size() const noexcept { return to - from; }
};

}  // namespace ae::indexing
