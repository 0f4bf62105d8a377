// SPDX-License-Identifier: GPL-2.0-or-later
/// Says why a query finds nothing, or less than it seems to ask for.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/matching.hpp"
#include "searcher/query/expand.hpp"
#include "searcher/query/plan.hpp"

#include <vector>

namespace ae::searching {

/// \returns notes on words that stand in no article and, where nothing matches, on what each clause
/// and filter matches alone, and on captions that match.
[[nodiscard]] std::vector<Note> diagnose(const Plan& plan, const Lexicon& lexicon,
                                         Matching& matching);

/// \param query  as expanded
/// \returns notes on articles that match because they name somebody, whom the words of the query
/// name too, in other words
[[nodiscard]] std::vector<Note> note_names(const Node& query, Matching& matching);

/// \param query  as expanded
/// \returns notes on words that articles matched in another spelling
[[nodiscard]] std::vector<Note> note_variants(const Node& query, Matching& matching);

}  // namespace ae::searching
