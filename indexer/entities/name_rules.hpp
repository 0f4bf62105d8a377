// SPDX-License-Identifier: GPL-2.0-or-later
/// How far a name reaches and what the words around it tell: the rules that find_by_rules()
/// applies.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/mention.hpp"
#include "indexer/entities/token.hpp"

#include <cstddef>
#include <span>
#include <string_view>

namespace ae::indexing {

/// A view of the tokens that rules read.
struct RuleText {
  std::string_view text;
  std::span<const Token> tokens;
  const Lexicon& lexicon;

  /// The token, or an empty mark beyond either end.
  [[nodiscard]] const Token& at(std::size_t i) const noexcept {
    return i < tokens.size() ? tokens[i] : nothing;
  }
  /// Is token \p i the lower-case word \p word?
  [[nodiscard]] bool is(std::size_t i, std::string_view word) const noexcept {
    return at(i).shape == Shape::lower && at(i).bytes.of(text) == word;
  }

  static constexpr Token nothing = [] {
    Token token;
    token.after_break = true;
    return token;
  }();
};

/// Where the run of capitalised words that begins at \p from ends: with the small words, "&" and
/// particles that names hold together. At most 24 tokens.
[[nodiscard]] std::size_t run_end(const RuleText& rules, std::size_t from);

/// A name that a telling word ends (Committee, Inc., County) or begins (University of).
struct HeadedName {
  std::size_t end = 0;  ///< 0: none begins here
  EntityType type = EntityType::org;
};
[[nodiscard]] HeadedName headed_name(const RuleText& rules, std::size_t from, std::size_t end);

/// Where the name of a person that begins at \p from ends; at least from + 1.
[[nodiscard]] std::size_t person_end(const RuleText& rules, std::size_t from, std::size_t end);

/// Where a name of unknown type ends: before any word that begins something else.
[[nodiscard]] std::size_t unknown_end(const RuleText& rules, std::size_t from, std::size_t end);

/// Do the words around [from, to) tell of a person: "said", an age, a party tag, "who"?
[[nodiscard]] bool person_context(const RuleText& rules, std::size_t from, std::size_t to);

/// Do they tell of an employer: "analyst at", or "analyst" and a name behind it?
[[nodiscard]] bool employer_context(const RuleText& rules, std::size_t from, std::size_t to);

/// Do they tell of a place: "in", or a state behind a comma?
[[nodiscard]] bool place_context(const RuleText& rules, std::size_t from, std::size_t to);

}  // namespace ae::indexing
