// SPDX-License-Identifier: GPL-2.0-or-later
/// What the tagging stages hand on: runs of tokens that are names.
#pragma once

#include "indexer/entities/mention.hpp"

#include <cstddef>
#include <optional>
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
};

}  // namespace ae::indexing
