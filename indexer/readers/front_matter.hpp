// SPDX-License-Identifier: GPL-2.0-or-later
/// The block of metadata at the head of a Markdown file: a plain subset of YAML (`---`) and TOML
/// (`+++`).
#pragma once

#include "indexer/readers/article.hpp"

#include <string_view>
#include <vector>

namespace ae::indexing {

struct FrontMatter {
  std::vector<Claim> claims;  ///< in the order written
  std::size_t size = 0;       ///< bytes of the text it takes; 0 where there is none
};

/// Understood: `key: value` (TOML: `key = value`), quoted values, `[a, b]` also over lines,
/// `- item` lists, `name:` one level below (TOML: in a table), block texts after `|` and `>`,
/// comments. Everything else, and every unknown key, is passed over. A block that is not closed, or
/// has no key, is none. \p text must have "\n" line ends.
[[nodiscard]] FrontMatter read_front_matter(std::string_view text);

}  // namespace ae::indexing
