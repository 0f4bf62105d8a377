// SPDX-License-Identifier: GPL-2.0-or-later
/// See type_vote.hpp.
#include "indexer/entities/type_vote.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace ae::indexing {

void vote_on_types(std::span<const Token> tokens, std::span<NameSpan> names) {
  std::unordered_map<std::uint64_t, std::array<double, 3>> votes;
  votes.reserve(names.size());
  for (const auto& name : names) {
    if (!name.type) continue;
    votes[phrase_key(name.words(tokens))][static_cast<std::size_t>(*name.type)] += name.confidence;
  }
  for (auto& name : names) {
    const auto found = votes.find(phrase_key(name.words(tokens)));
    if (found == votes.end()) continue;
    const auto best = std::max_element(found->second.begin(), found->second.end());
    const auto type = static_cast<EntityType>(best - found->second.begin());
    if (name.type == type) continue;
    name.rule = "as elsewhere in the article";
    name.confidence = std::max(name.confidence, 0.5);
    name.type = type;
  }
}

}  // namespace ae::indexing
