// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/known_words.hpp"

#include "common/schema/fields.hpp"
#include "common/schema/terms.hpp"

#include <xxhash.h>

#include <string>

namespace ae::indexing {
namespace {

std::string_view prefix_of(store::Zone zone) {
  static const std::array<std::string_view, 3> prefixes{
      schema::find("title")->prefix, schema::find("body")->prefix, schema::find("caption")->prefix};
  return prefixes[static_cast<std::size_t>(zone)];
}

}  // namespace

/// The word that surfaces_ knows last. Most are spelt as they fold and stem.
void KnownWords::add(text::Token::Kind kind, std::uint8_t language) {
  const std::string_view surface = surfaces_.strings().back();
  const std::string folded = text::fold(surface, kind);
  const std::string stem = stemmer_.stem(surface, kind, language);
  Word word{.folded = folded == surface ? surface : other_forms_.keep(folded),
            .stem = {},
            .hash = XXH3_64bits(folded.data(), folded.size())};
  word.stem = stem == folded ? word.folded : other_forms_.keep(stem);
  words_.push_back(word);
}

std::uint32_t KnownWords::term(std::uint32_t word, store::Zone zone) {
  std::uint32_t& term = words_[word].terms[static_cast<std::size_t>(zone)];
  if (term == no_term) term = terms_.number(schema::term(prefix_of(zone), words_[word].stem)).first;
  return term;
}

std::optional<std::uint32_t> KnownWords::joined_term(std::span<const std::uint32_t> words,
                                                     std::uint8_t language) {
  if (words.size() > text::max_word_bytes) return {};  // nor is so long a chain remembered
  const auto bytes = std::as_bytes(words);
  const auto [chain, added] =
      chains_.number(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  if (added) joined_terms_.push_back(join(words, language));
  return joined_terms_[chain];
}

std::optional<std::uint32_t> KnownWords::join(std::span<const std::uint32_t> words,
                                              std::uint8_t language) {
  std::string joined;
  for (const std::uint32_t word : words) joined += words_[word].folded;
  if (joined.size() > text::max_word_bytes) return {};
  const std::string stem = stemmer_.stem(joined, text::Token::Kind::word, language);
  return terms_.number(schema::term(schema::prefix::joined, stem)).first;
}

}  // namespace ae::indexing
