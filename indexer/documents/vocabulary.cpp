// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/vocabulary.hpp"

#include <xxhash.h>

#include <utility>

namespace ae::indexing {

std::uint32_t Vocabulary::number(std::string_view text, const text::Token& token,
                                 std::uint8_t language) {
  const std::string_view surface = token.bytes.of(text);
  key_.assign({static_cast<char>(language), static_cast<char>(token.kind)});
  key_ += surface;
  const auto [at, added] = numbers_.try_emplace(key_, size() + 1);
  if (added) {
    std::string folded = text::fold(surface, token.kind);
    const std::uint64_t hash = XXH3_64bits(folded.data(), folded.size());
    words_.push_back({.surface = std::string(surface),
                      .folded = std::move(folded),
                      .stem = stemmer_.stem(surface, token.kind, language),
                      .hash = hash});
  }
  return at->second;
}

}  // namespace ae::indexing
