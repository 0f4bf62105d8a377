// SPDX-License-Identifier: GPL-2.0-or-later
/// A request -> what is searched for: the query and the filters as trees.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/query/expand.hpp"
#include "searcher/query/parse.hpp"

#include <vector>

namespace ae::searching {

/// The filters of one field: at least one of them must hold.
struct FieldFilter {
  const schema::Field* field = nullptr;
  Node node;
};

struct Plan {
  ParsedQuery parsed;                ///< the text alone, as typed
  Node query;                        ///< what must match: the text expanded, and the exclusions
  std::vector<FieldFilter> filters;  ///< one a field
  bool versions = false;             ///< earlier versions match, too
};

/// \param like  words that say what an article must be about; none of them is needed
/// \throws Error bad_usage, for a filter of no such field or with a value that makes no sense
[[nodiscard]] Plan make_plan(const Request& request, const Lexicon& lexicon,
                             std::vector<Word> like = {});

}  // namespace ae::searching
