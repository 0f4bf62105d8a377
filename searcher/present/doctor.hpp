// SPDX-License-Identifier: GPL-2.0-or-later
/// Says why a query finds nothing, or less than it seems to ask for.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/matching.hpp"
#include "searcher/query/expand.hpp"

#include <vector>

namespace ae::searching {

/// \param query  as parsed, not expanded
/// \returns notes on words that stand in no article and, where nothing matches, on captions that
/// do.
[[nodiscard]] std::vector<Note> diagnose(const Node& query, const Lexicon& lexicon,
                                         const Matching& matching);

}  // namespace ae::searching
