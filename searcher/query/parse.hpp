// SPDX-License-Identifier: GPL-2.0-or-later
/// Typed text -> query tree, in one direction.
///
///     query := and (OR and)*          and  := near ([AND] near)*
///     near  := not (NEAR/n not)*      not  := (NOT | -)* item
///     item  := ( query ) | field:value | ["="] "phrase" | ["="] word
#pragma once

#include "ae/searcher.hpp"
#include "searcher/query/tree.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace ae::searching {

struct ParsedQuery {
  Node root;
  std::vector<Note> notes;      ///< one for each thing that was guessed
  std::optional<Note> refused;  ///< why the query cannot be understood; root is then nothing
};

/// Limits, so that any query is answered or refused at once. (\see Budget, for what it may read.)
inline constexpr std::size_t max_query_bytes = 64 * 1024;
inline constexpr std::size_t max_query_words = 2000;  ///< and values of fields
inline constexpr std::size_t max_patterns = 64;       ///< wildcards, fuzzy words and paths
inline constexpr std::size_t max_near = 32;           ///< words and phrases in a chain of NEAR
inline constexpr unsigned max_depth = 100;            ///< of brackets; deeper ones are ignored

struct ParseOptions {
  Request::Match match = Request::Match::all;
  Day today{};  ///< what relative dates count from
};

/// Accepts any bytes; throws nothing for them.
[[nodiscard]] ParsedQuery parse(std::string_view query, const ParseOptions& options);

/// The same for text that is words alone: no operators, fields, quotations or wildcards.
[[nodiscard]] ParsedQuery parse_plain(std::string_view query, const ParseOptions& options);

/// The node that keeps articles whose \p field is \p value, as options and queries ask for it.
/// \returns why not, where the value makes no sense for the field
[[nodiscard]] std::optional<Note> make_value(const schema::Field& field, std::string_view value,
                                             Day today, Node& node);

}  // namespace ae::searching
