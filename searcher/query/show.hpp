// SPDX-License-Identifier: GPL-2.0-or-later
/// Prints the stages of a query, for people who want to know what became of their words.
#pragma once

#include "searcher/query/tree.hpp"

#include <string>
#include <string_view>

namespace ae::searching {

/// A lexeme a line: its kind and text.
[[nodiscard]] std::string show_tokens(std::string_view query);

/// A node a line, children indented.
[[nodiscard]] std::string show_tree(const Node& node);

}  // namespace ae::searching
