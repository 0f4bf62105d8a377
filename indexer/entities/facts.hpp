// SPDX-License-Identifier: GPL-2.0-or-later
/// What features look at in a token, beyond the token itself: gathered once an article.
#pragma once

#include "indexer/entities/labels.hpp"
#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/name_span.hpp"
#include "indexer/entities/token.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Of one token; `line` and `rule` may be set outside runs, too.
struct Fact {
  std::uint32_t pattern = 0;     ///< Token::pattern
  std::uint32_t first_word = 0;  ///< index of the first word of those capitalised in a row
  std::uint32_t last_word = 0;   ///< index of the last one
  std::uint8_t seen = 0;         ///< how the article writes the word elsewhere (Seen)
  std::uint8_t phrase = 0;       ///< its place in the longest listed phrase, and what that is
  std::uint8_t rule = 0;         ///< what the rules take it for; 0: nothing
  std::uint8_t line = 0;         ///< what its line makes of capitals (Line)

  static constexpr unsigned title_class = 7;  ///< `phrase` is 4 * class + Position + 1, or 0

  /// Does it stand in a listed title of several words, as "Secretary of State"?
  [[nodiscard]] constexpr bool in_title() const noexcept {
    constexpr auto unit = static_cast<unsigned>(Position::unit);
    return phrase > 4 * title_class && phrase < 4 * title_class + unit + 1;
  }
};

struct Line {
  static constexpr std::uint8_t headline = 1;  ///< nearly every longer word has one
  static constexpr std::uint8_t restored = 2;  ///< they were lost, and are a guess now
};

struct Seen {
  static constexpr std::uint8_t lower = 1;    ///< written in lower case
  static constexpr std::uint8_t capital = 2;  ///< capitalised within a sentence
  static constexpr std::uint8_t often = 4;    ///< so twice or more
};

/// One article as the model sees it. Views: none outlives what it was made of.
struct Sight {
  std::string_view text;
  std::span<const Token> tokens;
  std::span<const Span> runs;
  std::span<const Fact> facts;  ///< as many as tokens
};

/// \p tokens annotated, \p runs those of find_runs(), \p rules what find_by_rules() found.
[[nodiscard]] std::vector<Fact> gather_facts(std::span<const Token> tokens,
                                             std::span<const Span> runs,
                                             std::span<const NameSpan> rules,
                                             const Lexicon& lexicon);

}  // namespace ae::indexing
