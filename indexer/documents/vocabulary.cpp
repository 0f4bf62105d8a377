// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/vocabulary.hpp"

namespace ae::indexing {

std::uint32_t Vocabulary::number(std::string_view text, const text::Token& token,
                                 std::uint8_t language) {
  const std::string_view surface = token.bytes.of(text);
  key_.assign({static_cast<char>(language), static_cast<char>(token.kind)});
  key_ += surface;
  const auto [at, added] = numbers_.try_emplace(key_, size() + 1);
  if (added)
    words_.push_back({.surface = std::string(surface),
                      .folded = text::fold(surface, token.kind),
                      .stem = stemmer_.stem(surface, token.kind, language)});
  return at->second;
}

}  // namespace ae::indexing
