// SPDX-License-Identifier: GPL-2.0-or-later
/// What else to ask where a query matches nothing.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/query/expand.hpp"
#include "searcher/query/plan.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace ae::searching {

/// A request that comes near to the one that matched nothing.
struct Suggestion {
  Request request;
  std::string change;  ///< what it does otherwise
};

/// How many articles match a request.
using Count = std::function<std::uint64_t(const Request&)>;

/// Misspelt words as the articles spell them; else the same asked for with less: phrases as words,
/// without the filters, without the clauses that match nothing, any of the clauses.
/// \param parsed  the text of \p request
/// \returns at most \p most suggestions that match something, best first
[[nodiscard]] std::vector<Suggestion> suggest(const Request& request, const Node& parsed,
                                              const Lexicon& lexicon, const Count& count,
                                              std::size_t most);

}  // namespace ae::searching
