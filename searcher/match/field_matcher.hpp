// SPDX-License-Identifier: GPL-2.0-or-later
/// Which articles of one segment have a value, a day or a path that a query asks for.
#pragma once

#include "common/store/segment.hpp"
#include "searcher/match/doc_set.hpp"
#include "searcher/query/tree.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ae::searching {

/// \param node  a value, days or path
/// \throws Error archive_damaged
[[nodiscard]] DocSet match_field(const store::Segment& segment, const Node& node);

/// Whether \p node asks for values by * and ?, and whether \p value fits a pattern, folded: as a
/// whole or by one of its words.
[[nodiscard]] bool is_pattern(const Node& node);
[[nodiscard]] bool value_matches(std::string_view value, std::string_view pattern);

/// The names, as they are displayed, of which an article must have one to match \p node; none where
/// it asks for no name.
[[nodiscard]] std::vector<store::TypedName> names_asked_for(const store::Segment& segment,
                                                            const Node& node);

/// What that takes at most, in units of Budget.
[[nodiscard]] std::uint64_t field_cost(const store::Segment& segment, const Node& node);

}  // namespace ae::searching
