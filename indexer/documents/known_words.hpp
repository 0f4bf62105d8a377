// SPDX-License-Identifier: GPL-2.0-or-later
/// What is known of words whatever article they stand in: each is folded and stemmed once.
#pragma once

#include "common/store/words.hpp"
#include "common/text/stemmer.hpp"
#include "common/text/tokenizer.hpp"
#include "indexer/documents/string_blocks.hpp"
#include "indexer/documents/string_numbers.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Numbers words and their terms, each from 0 on, in the order of first sight. It outlives the
/// segments whose words it knows (Vocabulary has a segment's own): nearly every word of an article
/// stood in one before. All views live as long as this. Not thread-safe.
class KnownWords {
 public:
  /// Asks for the memory that number() will read: whoever knows some words ahead waits for none.
  [[nodiscard]] StringNumbers::Wanted seek(std::string_view text, const text::Token& token,
                                           std::uint8_t language) const noexcept {
    return surfaces_.seek_within(text, token.bytes.of(text), tag_of(token.kind, language));
  }

  /// The number of the word that seek() was given.
  [[nodiscard]] std::uint32_t number(const StringNumbers::Wanted& word, text::Token::Kind kind,
                                     std::uint8_t language) {
    const auto [number, added] = surfaces_.number(word);
    if (added) [[unlikely]]
      add(kind, language);
    return number;
  }

  /// Of a word: its forms.
  [[nodiscard]] store::WordForms forms(std::uint32_t word) const {
    return {surfaces_.string(word), words_[word].folded, words_[word].stem};
  }
  /// Of the folded form.
  [[nodiscard]] std::uint64_t hash(std::uint32_t word) const { return words_[word].hash; }
  /// The term that its stem is in a zone of an article.
  [[nodiscard]] std::uint32_t term(std::uint32_t word, store::Zone zone);

  /// The term by which words that are glued together are found as one: `writein` for `write-in`;
  /// nothing where that would be too long a word.
  /// \param language  of all of them
  [[nodiscard]] std::optional<std::uint32_t> joined_term(std::span<const std::uint32_t> words,
                                                         std::uint8_t language);

  /// How a term is spelt.
  [[nodiscard]] std::string_view spelling(std::uint32_t term) const { return terms_.string(term); }

  /// It knows so much that another one should be begun, as memory is bounded.
  [[nodiscard]] bool is_full() const noexcept {
    return surfaces_.size() > most_words || chains_.size() > most_words;
  }

 private:
  static constexpr std::uint32_t most_words = 50'000;  ///< twice those of a segment
  static constexpr auto no_term = static_cast<std::uint32_t>(-1);

  struct Word {
    std::string_view folded, stem;
    std::uint64_t hash = 0;
    std::array<std::uint32_t, 3> terms{no_term, no_term, no_term};  ///< by zone, where asked for
  };

  /// What tells words apart that are spelt alike.
  static std::uint16_t tag_of(text::Token::Kind kind, std::uint8_t language) noexcept {
    return static_cast<std::uint16_t>(unsigned{language} << 8U | static_cast<unsigned>(kind));
  }
  void add(text::Token::Kind kind, std::uint8_t language);
  [[nodiscard]] std::optional<std::uint32_t> join(std::span<const std::uint32_t> words,
                                                  std::uint8_t language);

  text::Stemmer stemmer_;
  StringNumbers surfaces_;    // tagged by language and kind
  std::vector<Word> words_;   // by number
  StringBlocks other_forms_;  // of words that are not spelt as they fold or stem
  StringNumbers terms_;
  StringNumbers chains_;                                    // of glued words: the bytes of numbers
  std::vector<std::optional<std::uint32_t>> joined_terms_;  // by number of the chain
};

}  // namespace ae::indexing
