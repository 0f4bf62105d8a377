// SPDX-License-Identifier: GPL-2.0-or-later
/// Snowball stemming, for every language that Xapian's stemmers know.
#pragma once

#include "common/text/tokenizer.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ae::text {

/// A language with a stemmer: its two-letter code, as in the field `lang`.
/// Numbers are written into archives: append only.
struct Language {
  std::string_view code;
  std::string_view stemmer;  ///< Xapian's name
};

/// The number of the language of that code; English where there is no stemmer for it.
[[nodiscard]] std::uint8_t language_number(std::string_view code) noexcept;
[[nodiscard]] const std::vector<Language>& languages();

/// The stemmers of all languages, each made when first used. Not thread-safe: one a worker.
class Stemmer {
 public:
  Stemmer();
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  /// The stem of a word, folded. Accents help the stemmer and are taken off after it. Stems of
  /// other languages than English name theirs (`maison/fr`), so that equal stems of unrelated words
  /// stay apart. Numbers, initials, CJK pairs and words with digits are their own stems; where a
  /// language groups digits by dots, as German does, `20.715` is 20715.
  [[nodiscard]] std::string stem(std::string_view surface, Token::Kind kind, std::uint8_t language);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ae::text
