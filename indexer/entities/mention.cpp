// SPDX-License-Identifier: GPL-2.0-or-later
/// The two stages in order: the tagger finds names, the resolver says who they are.
#include "indexer/entities/mention.hpp"

#include "indexer/entities/casing.hpp"
#include "indexer/entities/credits.hpp"
#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/resolver.hpp"
#include "indexer/entities/tagger.hpp"
#include "indexer/entities/token.hpp"

namespace ae::indexing {

std::vector<Mention> find_mentions(std::string_view text, const std::vector<std::size_t>& breaks) {
  auto tokens = split_tokens(text, breaks);
  lexicon().annotate(tokens);
  settle_casing(tokens);
  const auto credits = find_credits(text, tokens);
  return resolve_names(text, tokens, tag_names(text, tokens, credits, lexicon()), lexicon());
}

}  // namespace ae::indexing
