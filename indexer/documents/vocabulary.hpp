// SPDX-License-Identifier: GPL-2.0-or-later
/// Gives every distinct word and term of a segment a number, and folds and stems a word once.
#pragma once

#include "common/store/words.hpp"
#include "common/text/stemmer.hpp"
#include "common/text/tokenizer.hpp"
#include "indexer/documents/string_numbers.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Word numbers from 1 on, in the order of first sight; 0 is no word. What every place in a text
/// asks for stands apart from what is needed once a word. Not thread-safe.
class Vocabulary {
 public:
  /// Asks for the memory that number() will read. The table is larger than caches are: whoever
  /// knows some words ahead waits for none.
  [[nodiscard]] StringNumbers::Wanted seek(std::string_view text, const text::Token& token,
                                           std::uint8_t language) const noexcept {
    return numbers_.seek(token.bytes.of(text), tag_of(token.kind, language));
  }

  /// The number of the word that seek() was given.
  [[nodiscard]] std::uint32_t number(const StringNumbers::Wanted& word, text::Token::Kind kind,
                                     std::uint8_t language) {
    const auto [number, added] = numbers_.number(word);
    if (added) add(word.text, kind, language);
    return number + 1;
  }

  /// The number of the word that \p token spells in \p text.
  [[nodiscard]] std::uint32_t number(std::string_view text, const text::Token& token,
                                     std::uint8_t language) {
    return number(seek(text, token, language), token.kind, language);
  }

  /// Of \p number, from 1 to size(), as all that follow.
  /// Its forms; views that live as long as this.
  [[nodiscard]] store::WordForms word(std::uint32_t number) const;
  /// The number of the term that the stem is in the body.
  [[nodiscard]] std::uint32_t body_term(std::uint32_t number) const {
    return body_terms_[number - 1];
  }
  /// Of the folded form.
  [[nodiscard]] std::uint64_t hash(std::uint32_t number) const { return hashes_[number - 1]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(forms_.size()); }

  /// The number of the term by which words that are glued together are found as one: `writein` for
  /// `write-in`; nothing where that would be too long a word.
  /// \param language  of all of them
  [[nodiscard]] std::optional<std::uint32_t> joined_term(std::span<const std::uint32_t> words,
                                                         std::uint8_t language);

  /// The number of a term that Xapian takes.
  [[nodiscard]] std::uint32_t term(std::string_view term) { return terms_.number(term).first; }
  [[nodiscard]] const StringNumbers& terms() const noexcept { return terms_; }

 private:
  /// Numbers in strings_.
  struct Forms {
    std::uint32_t surface = 0, folded = 0, stem = 0;
  };

  /// What tells words apart that are spelt alike.
  static std::uint16_t tag_of(text::Token::Kind kind, std::uint8_t language) noexcept {
    return static_cast<std::uint16_t>(unsigned{language} << 8U | static_cast<unsigned>(kind));
  }
  void add(std::string_view surface, text::Token::Kind kind, std::uint8_t language);
  [[nodiscard]] std::optional<std::uint32_t> join(std::span<const std::uint32_t> words,
                                                  std::uint8_t language);

  text::Stemmer stemmer_;
  StringNumbers numbers_;  // of words: surfaces, tagged by language and kind
  StringNumbers strings_;  // all forms of all words
  StringNumbers terms_;
  StringNumbers chains_;      // of glued words: the bytes of their numbers
  std::vector<Forms> forms_;  // by number
  std::vector<std::uint32_t> body_terms_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::optional<std::uint32_t>> joined_terms_;  // by number of the chain
};

}  // namespace ae::indexing
