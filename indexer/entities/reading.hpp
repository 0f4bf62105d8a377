// SPDX-License-Identifier: GPL-2.0-or-later
/// An article as the entity stages read it: its text with lost capitals restored, its tokens.
#pragma once

#include "indexer/entities/token.hpp"
#include "indexer/entities/word_memory.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Offsets in text() are offsets in the text that was read.
class Reading {
 public:
  /// \p text must outlive it. \p breaks as in find_mentions().
  Reading(std::string_view text, const std::vector<std::size_t>& breaks, WordMemory& words);
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  /// Annotated.
  [[nodiscard]] const std::vector<Token>& tokens() const noexcept { return tokens_; }

 private:
  std::string restored_;  ///< empty where nothing was lost
  std::string_view text_;
  std::vector<Token> tokens_;
};

}  // namespace ae::indexing
