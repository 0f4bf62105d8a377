// SPDX-License-Identifier: GPL-2.0-or-later
/// Cuts text into words. Articles and queries go through the same code, so that what is typed
/// means what was printed.
///
/// - Letters, digits and marks make words; `AT&T` is one word.
/// - Hyphens and elisions end a word and glue it to the next: `write-in` is `write` + `in`,
///   `l'été` is `l` + `été`. Contractions (`don't`) stay whole; a possessive `'s` is left out.
/// - Numbers keep their point and lose their separators when folded: `20,715` folds to `20715`.
/// - Initials are one word: `U.S.`, `N.J.`.
/// - Han, Kana and Hangul give overlapping pairs of characters.
#pragma once

#include "ae/span.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::text {

struct Token {
  enum class Kind : std::uint8_t {
    word,
    number,
    initials,  ///< `U.S.`, or `US` in capitals where lower-case text stands around it
    cjk,       ///< two characters, or one that stands alone
    gap,       ///< no word: a place where something was removed from the text
  };
  Span bytes;  ///< in the text; surface form
  Kind kind = Kind::word;
  bool glued = false;  ///< to the token before it, by a hyphen or an elision

  friend bool operator==(const Token&, const Token&) = default;
};

/// Longer words are cut to their first bytes, on a character boundary.
inline constexpr std::size_t max_word_bytes = 100;

/// Gives the words of a text one after the other. Any bytes are text; linear in their number.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) noexcept : text_(text) {}

  [[nodiscard]] std::optional<Token> next();

  /// Appends all that are left to \p tokens: what next() would give, in a fraction of the time.
  void read_all(std::vector<Token>& tokens);

 private:
  [[nodiscard]] std::optional<Token> cjk_pair();
  [[nodiscard]] std::optional<Token> initials();
  [[nodiscard]] Token word();
  [[nodiscard]] bool continues_number(std::size_t at, std::size_t& after) const;
  [[nodiscard]] bool continues_word(std::size_t start, std::size_t at, std::size_t& after) const;
  void skip_after_word();

  std::string_view text_;
  std::size_t at_ = 0;
  bool glued_ = false;   ///< the next token is glued to the last
  bool in_cjk_ = false;  ///< the last token was a pair whose second character is at at_
};

[[nodiscard]] std::vector<Token> tokenize(std::string_view text);

/// The words of a text from which something was removed at \p breaks (offsets, ascending): an empty
/// gap stands at each, and no word reaches across one.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text,
                                          std::span<const std::uint64_t> breaks);

/// The form in which words are compared: no case, accents, separators or dots. Initials that
/// would read as an everyday word keep a dot: `U.S.` -> `u.s`, but `G.O.P.` -> `gop`.
[[nodiscard]] std::string fold(std::string_view surface, Token::Kind kind);

/// True where a word that \p folded spells is also one of the commonest English words.
[[nodiscard]] bool reads_as_everyday_word(std::string_view folded) noexcept;

}  // namespace ae::text
