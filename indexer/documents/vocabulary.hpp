// SPDX-License-Identifier: GPL-2.0-or-later
/// The words and terms of one segment, each with a number of its own.
#pragma once

#include "indexer/documents/known_words.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::indexing {

/// Word numbers from 1 on, in the order of first sight; 0 is no word. What every place in a text
/// asks for stands apart from what is needed once a word. Not thread-safe.
class Vocabulary {
 public:
  /// \param known  what is known of words already; in use by one vocabulary at a time
  explicit Vocabulary(std::shared_ptr<KnownWords> known = std::make_shared<KnownWords>())
      : known_words_(std::move(known)) {}

  // The tables that a word is looked up in are larger than caches are. Whoever knows some words
  // ahead takes each of these steps for all of them before the next, and waits for no memory.

  /// Asks for the memory that known() will read.
  [[nodiscard]] StringNumbers::Wanted seek(std::string_view text, const text::Token& token,
                                           std::uint8_t language) const noexcept {
    return known_words_->seek(text, token, language);
  }

  /// The place of the word that seek() was given among those that are known; asks for the memory
  /// that number() will read.
  [[nodiscard]] std::uint32_t known(const StringNumbers::Wanted& word, text::Token::Kind kind,
                                    std::uint8_t language) {
    const std::uint32_t known = known_words_->number(word, kind, language);
    if (known < numbers_.size()) __builtin_prefetch(&numbers_[known]);
    return known;
  }

  /// The number of the word that known() gave.
  [[nodiscard]] std::uint32_t number(std::uint32_t known) {
    if (known >= numbers_.size() || numbers_[known] == 0) [[unlikely]]
      add(known);
    return numbers_[known];
  }

  /// The number of the word that \p token spells in \p text.
  [[nodiscard]] std::uint32_t number(std::string_view text, const text::Token& token,
                                     std::uint8_t language) {
    return number(known(seek(text, token, language), token.kind, language));
  }

  /// Of \p number, from 1 to size(), as all that follow.
  /// Its forms; views that live as long as what is known.
  [[nodiscard]] store::WordForms word(std::uint32_t number) const {
    return known_words_->forms(words_[number - 1]);
  }
  /// The number of the term that the stem is in the body.
  [[nodiscard]] std::uint32_t body_term(std::uint32_t number) const {
    return body_terms_[number - 1];
  }
  /// The same for any zone.
  [[nodiscard]] std::uint32_t term(std::uint32_t number, store::Zone zone) {
    return own_term(known_words_->term(words_[number - 1], zone));
  }
  /// Of the folded form.
  [[nodiscard]] std::uint64_t hash(std::uint32_t number) const { return hashes_[number - 1]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }

  /// The number of the term by which words that are glued together are found as one, \see
  /// KnownWords::joined_term.
  [[nodiscard]] std::optional<std::uint32_t> joined_term(std::span<const std::uint32_t> words,
                                                         std::uint8_t language);

  /// The number of a term that Xapian takes, and that no word gives.
  [[nodiscard]] std::uint32_t term(std::string_view term);
  /// How terms are spelt, by number.
  [[nodiscard]] const std::vector<std::string_view>& terms() const noexcept { return terms_; }

 private:
  void add(std::uint32_t known);
  [[nodiscard]] std::uint32_t own_term(std::uint32_t known);
  [[nodiscard]] std::uint32_t add_term(std::string_view spelling);

  std::shared_ptr<KnownWords> known_words_;
  std::vector<std::uint32_t> numbers_;  // by known word; 0: not in the segment yet
  std::vector<std::uint32_t> words_;    // known words, by number, as are the next two
  std::vector<std::uint32_t> body_terms_;
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> term_numbers_;   // by known term: 1 + number; 0: not there
  StringNumbers other_terms_;                 // that no word gives
  std::vector<std::uint32_t> other_numbers_;  // by number in other_terms_
  std::vector<std::string_view> terms_;       // by number
  std::vector<std::uint32_t> chain_;          // reused
};

}  // namespace ae::indexing
