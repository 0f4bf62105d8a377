// SPDX-License-Identifier: GPL-2.0-or-later
/// The two stages in order: the tagger finds names, the resolver says who they are.
#include "indexer/entities/mention.hpp"

#include "indexer/entities/extractor.hpp"
#include "indexer/entities/listed_names.hpp"
#include "indexer/entities/reading.hpp"
#include "indexer/entities/resolver.hpp"
#include "indexer/entities/tagger.hpp"

#include <utility>

namespace ae::indexing {

std::vector<Mention> find_mentions_by(std::string_view text, const std::vector<std::size_t>& breaks,
                                      const Weights& weights, NameMemory& memory) {
  memory.make_room();
  const auto& lexicon = memory.words.lexicon();
  const Reading reading(text, breaks, memory.words);
  auto names = tag_names(reading.text(), reading.tokens(), weights, memory);
  return resolve_names(reading.text(), reading.tokens(), std::move(names), lexicon);
}

std::vector<Mention> find_mentions_by(std::string_view text, const std::vector<std::size_t>& breaks,
                                      const Lexicon& lexicon, const Weights& weights) {
  NameMemory memory(lexicon);
  return find_mentions_by(text, breaks, weights, memory);
}

NameFinder::NameFinder() = default;

NameFinder::~NameFinder() = default;

std::vector<Mention> NameFinder::find(std::string_view text, const std::vector<std::size_t>& breaks,
                                      std::string_view lang) {
  if (!memory_) memory_ = std::make_unique<NameMemory>(lexicon());
  if (lang.empty() || lang == "en")
    return find_mentions_by(text, breaks, built_in_model().weights, *memory_);
  memory_->make_room();
  const auto tokens = split_tokens(text, breaks, memory_->words);
  return resolve_names(text, tokens, find_listed_names(text, tokens, lexicon()), lexicon());
}

std::vector<Mention> find_mentions(std::string_view text, const std::vector<std::size_t>& breaks,
                                   std::string_view lang) {
  return NameFinder().find(text, breaks, lang);
}

}  // namespace ae::indexing
