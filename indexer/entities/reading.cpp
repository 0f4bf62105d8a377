// SPDX-License-Identifier: GPL-2.0-or-later
/// See reading.hpp.
#include "indexer/entities/reading.hpp"

#include "indexer/entities/lost_case.hpp"
#include "indexer/entities/true_case.hpp"

namespace ae::indexing {
namespace {

/// Words are cut otherwise with their case restored ("Mr." keeps its dot): by their bytes.
void mark_restored(const std::vector<Token>& before, const std::vector<LostCase>& lost,
                   std::vector<Token>& tokens) {
  std::size_t at = 0;
  for (auto& token : tokens) {
    while (at + 1 < before.size() && before[at].bytes.to <= token.bytes.from) ++at;
    token.restored = lost[at] == LostCase::lowered || lost[at] == LostCase::raised;
  }
}

}  // namespace

Reading::Reading(std::string_view text, const std::vector<std::size_t>& breaks, WordMemory& words)
    : text_(text), tokens_(split_tokens(text, breaks, words)) {
  const auto lost = find_lost_case(text, tokens_);
  if (lost.empty()) return;
  restored_ = restore_case(text, tokens_, lost, words.lexicon());
  text_ = restored_;
  auto tokens = restored_ == text ? tokens_ : split_tokens(text_, breaks, words);
  mark_restored(tokens_, lost, tokens);
  tokens_ = std::move(tokens);
}

}  // namespace ae::indexing
