// SPDX-License-Identifier: GPL-2.0-or-later
/// Names typed as words also mean whoever articles call otherwise.
#pragma once

#include "searcher/query/expand.hpp"
#include "searcher/query/tree.hpp"

namespace ae::searching {

/// Where the words `Steve Bannon` of \p node are a name of somebody, an organisation or a place, an
/// article that names them in other words ("Stephen K. Bannon") will do as well. Two to six words;
/// phrases, and words of which any will do, stay as typed.
[[nodiscard]] Node with_names(Node node, const Lexicon& lexicon);

/// Whether \p node is what with_names() made: the words, then the names that will do.
[[nodiscard]] bool is_named(const Node& node) noexcept;

}  // namespace ae::searching
