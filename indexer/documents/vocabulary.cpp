// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/vocabulary.hpp"

#include "common/schema/fields.hpp"
#include "common/schema/terms.hpp"

#include <xxhash.h>

namespace ae::indexing {

std::uint32_t Vocabulary::number(std::string_view text, const text::Token& token,
                                 std::uint8_t language) {
  const std::string_view surface = token.bytes.of(text);
  const auto [number, added] = numbers_.number(surface, tag_of(token.kind, language));
  if (added) add(surface, token.kind, language);
  return number + 1;
}

void Vocabulary::add(std::string_view surface, text::Token::Kind kind, std::uint8_t language) {
  static const std::string_view body_prefix = schema::find("body")->prefix;
  const std::string folded = text::fold(surface, kind);
  const std::string stem = stemmer_.stem(surface, kind, language);
  forms_.push_back({.surface = strings_.number(surface).first,
                    .folded = strings_.number(folded).first,
                    .stem = strings_.number(stem).first});
  hashes_.push_back(XXH3_64bits(folded.data(), folded.size()));
  body_terms_.push_back(term(schema::term(body_prefix, stem)));
}

store::WordForms Vocabulary::word(std::uint32_t number) const {
  const Forms& forms = forms_[number - 1];
  return {strings_.string(forms.surface), strings_.string(forms.folded),
          strings_.string(forms.stem)};
}

}  // namespace ae::indexing
