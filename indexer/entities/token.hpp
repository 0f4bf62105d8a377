// SPDX-License-Identifier: GPL-2.0-or-later
/// Text as the entity stages see it: words with their shape, marks between them, sentence starts.
///
/// These are not the index's words: `Jones's` is `Jones` and `'s` here, and `Sen.` keeps its dot.
#pragma once

#include "ae/span.hpp"
#include "indexer/entities/kinds.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

enum class Shape : std::uint8_t {
  lower,       ///< senator
  capital,     ///< Jones, McConnell, iPhone
  caps,        ///< GOP, U.S., AT&T
  initial,     ///< K. or K
  number,      ///< 31, 16th, 20,715
  possessive,  ///< 's after a word
  mark,        ///< any other character that is no white space
};
inline constexpr std::size_t shape_count = 7;

struct Token {
  Span bytes;
  std::uint64_t key = 0;      ///< hash of the word without case and dots
  std::uint32_t word = 0;     ///< the word in the WordMemory that described it; 0: not there
  std::uint32_t pattern = 0;  ///< letter_pattern()
  Kinds kinds;                ///< what the lists say of the word alone
  Shape shape = Shape::mark;
  char mark = 0;            ///< the mark in ASCII, curly quotes and dashes made plain; else 0
  std::uint8_t casing = 0;  ///< how running text writes the word (Casing)
  bool starts_sentence : 1 = false;  ///< its capital letter says nothing
  bool after_break : 1 = false;      ///< no name reaches from the token before into this one
  bool restored : 1 = false;         ///< its case was lost; how it is written now is a guess
  bool links : 1 = false;  ///< in lower case, it may hold a name together (is_link_word())
  bool cue : 1 = false;    ///< a credit may begin with it (is_credit_cue())

  /// Written as names are written.
  [[nodiscard]] bool named() const noexcept {
    return shape == Shape::capital || shape == Shape::caps || shape == Shape::initial;
  }
};

class WordMemory;

/// The tokens of \p text in order; \p breaks as in find_mentions(). Any bytes will do: what is no
/// UTF-8 becomes marks. Of words and numbers only their keys are set.
[[nodiscard]] std::vector<Token> split_tokens(std::string_view text,
                                              const std::vector<std::size_t>& breaks);

/// The same, annotated: with all that \p words knows.
[[nodiscard]] std::vector<Token> split_tokens(std::string_view text,
                                              const std::vector<std::size_t>& breaks,
                                              WordMemory& words);

/// The key of a phrase \p so_far (itself a word's or phrase's key) followed by one more \p word.
[[nodiscard]] constexpr std::uint64_t join_keys(std::uint64_t so_far, std::uint64_t word) noexcept {
  return (((so_far << 23U) | (so_far >> 41U)) ^ word) * 0x9ddfea08eb382d69U;
}

/// The key of a phrase; of one word, its own. \p words are not empty.
[[nodiscard]] std::uint64_t phrase_key(std::span<const Token> words) noexcept;

/// The key of one word.
[[nodiscard]] std::uint64_t word_key(std::string_view word) noexcept;

/// How a word is written, as a hash: letters by class, runs of a class counted as one or as more.
/// "McConnell" is Xx+Xx+.
[[nodiscard]] std::uint32_t letter_pattern(std::string_view word) noexcept;

}  // namespace ae::indexing
