// SPDX-License-Identifier: GPL-2.0-or-later
/// Gives every distinct word and term of a segment a number, and folds and stems a word once.
#pragma once

#include "common/text/stemmer.hpp"
#include "common/text/tokenizer.hpp"
#include "indexer/documents/string_numbers.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

namespace ae::indexing {

/// Word numbers from 1 on, in the order of first sight; 0 is no word. Not thread-safe.
class Vocabulary {
 public:
  struct Word {
    std::string_view surface;  ///< as printed
    std::string folded;
    std::string stem;
    std::uint32_t term = 0;  ///< of the stem in the body
    std::uint64_t hash = 0;  ///< of the folded form
  };

  /// The number of the word that \p token spells in \p text.
  [[nodiscard]] std::uint32_t number(std::string_view text, const text::Token& token,
                                     std::uint8_t language);

  /// \p number from 1 to size().
  [[nodiscard]] const Word& word(std::uint32_t number) const { return words_[number - 1]; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.size()); }

  /// The stem of a word that no text spells, as `writein` for `write-in`.
  [[nodiscard]] std::string stem(std::string_view word, std::uint8_t language) {
    return stemmer_.stem(word, text::Token::Kind::word, language);
  }

  /// The number of a term that Xapian takes.
  [[nodiscard]] std::uint32_t term(std::string_view term) { return terms_.number(term).first; }
  [[nodiscard]] const StringNumbers& terms() const noexcept { return terms_; }

 private:
  text::Stemmer stemmer_;
  StringNumbers numbers_;  // of words, by language, kind and surface
  StringNumbers terms_;
  std::deque<Word> words_;
  std::string key_;  // reused
};

}  // namespace ae::indexing
