// SPDX-License-Identifier: GPL-2.0-or-later
/// The stages behind find_mentions(), with any model: for tools that train and measure.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/mention.hpp"
#include "indexer/entities/model.hpp"
#include "indexer/entities/name_memory.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// As find_mentions(), by this model. \p memory is of the lexicon over its lists.
[[nodiscard]] std::vector<Mention> find_mentions_by(std::string_view text,
                                                    const std::vector<std::size_t>& breaks,
                                                    const Weights& weights, NameMemory& memory);

/// The same for a single text.
[[nodiscard]] std::vector<Mention> find_mentions_by(std::string_view text,
                                                    const std::vector<std::size_t>& breaks,
                                                    const Lexicon& lexicon, const Weights& weights);

}  // namespace ae::indexing
