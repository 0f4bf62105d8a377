// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/vocabulary.hpp"

#include "common/schema/fields.hpp"
#include "common/schema/terms.hpp"

#include <xxhash.h>

#include <string>

namespace ae::indexing {

void Vocabulary::add(std::string_view surface, text::Token::Kind kind, std::uint8_t language) {
  static const std::string_view body_prefix = schema::find("body")->prefix;
  const std::string folded = text::fold(surface, kind);
  const std::string stem = stemmer_.stem(surface, kind, language);
  // Most words are spelt as they fold and stem.
  Forms forms{.surface = strings_.number(surface).first};
  forms.folded = folded == surface ? forms.surface : strings_.number(folded).first;
  forms.stem = stem == folded ? forms.folded : strings_.number(stem).first;
  forms_.push_back(forms);
  hashes_.push_back(XXH3_64bits(folded.data(), folded.size()));
  body_terms_.push_back(term(schema::term(body_prefix, stem)));
}

std::optional<std::uint32_t> Vocabulary::joined_term(std::span<const std::uint32_t> words,
                                                     std::uint8_t language) {
  const auto bytes = std::as_bytes(words);
  const auto [chain, added] =
      chains_.number(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  if (added) joined_terms_.push_back(join(words, language));
  return joined_terms_[chain];
}

std::optional<std::uint32_t> Vocabulary::join(std::span<const std::uint32_t> words,
                                              std::uint8_t language) {
  std::string joined;
  for (const std::uint32_t number : words) joined += word(number).folded;
  if (joined.size() > text::max_word_bytes) return {};
  return term(schema::term(schema::prefix::joined,
                           stemmer_.stem(joined, text::Token::Kind::word, language)));
}

store::WordForms Vocabulary::word(std::uint32_t number) const {
  const Forms& forms = forms_[number - 1];
  return {strings_.string(forms.surface), strings_.string(forms.folded),
          strings_.string(forms.stem)};
}

}  // namespace ae::indexing
