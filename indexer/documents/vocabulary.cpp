// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/vocabulary.hpp"

#include "common/schema/fields.hpp"
#include "common/schema/terms.hpp"

#include <xxhash.h>

namespace ae::indexing {

std::uint32_t Vocabulary::number(std::string_view text, const text::Token& token,
                                 std::uint8_t language) {
  static const std::string_view body_prefix = schema::find("body")->prefix;
  const std::string_view surface = token.bytes.of(text);
  key_.assign({static_cast<char>(language), static_cast<char>(token.kind)});
  const std::size_t head = key_.size();
  key_ += surface;
  const auto [number, added] = numbers_.number(key_);
  if (added) {
    Word& word = words_.emplace_back();
    word.surface = numbers_.string(number).substr(head);
    word.folded = text::fold(surface, token.kind);
    word.hash = XXH3_64bits(word.folded.data(), word.folded.size());
    word.stem = stemmer_.stem(surface, token.kind, language);
    word.term = term(schema::term(body_prefix, word.stem));
  }
  return number + 1;
}

}  // namespace ae::indexing
