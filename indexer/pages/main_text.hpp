// SPDX-License-Identifier: GPL-2.0-or-later
/// Tells the text of the article on a page from all else that stands there.
#pragma once

#include "indexer/pages/runs.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// What a run of the page is.
struct Verdict {
  enum class Kind : std::uint8_t { body, caption, boilerplate };
  Kind kind = Kind::boilerplate;
  std::string_view rule{};  ///< why it is no body text; lives as long as the program
};

/// What names and roles of elements say they are for, of each node: a rule as "share buttons", or
/// nothing. Inherited by all that stands within.
struct Furniture {
  std::vector<Verdict> of_node;  ///< body where nothing is said
};
[[nodiscard]] Furniture find_furniture(const Page& page, const std::vector<Run>& runs);

/// Long enough, and built of sentences rather than links: what articles are made of.
[[nodiscard]] bool is_prose(const Run& run);

/// One verdict a run, in time linear in the page.
[[nodiscard]] std::vector<Verdict> find_main_text(const Page& page, const std::vector<Run>& runs);

}  // namespace ae::indexing
