// SPDX-License-Identifier: GPL-2.0-or-later
/// The visible text of a page, cut where a browser would begin a new line.
#pragma once

#include "indexer/pages/page.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ae::indexing {

/// Text between two blocks of the page.
struct Run {
  enum class Kind : std::uint8_t { paragraph, heading, item, cell, quotation, code, loose };

  std::string text{};      ///< white space collapsed, `<br>` as "\n" (all kept in code); not blank
  std::size_t block = 0;   ///< the innermost element around it that makes a block
  std::size_t first = 0;   ///< its first node of characters
  std::size_t linked = 0;  ///< bytes of the text that stand in links
  Kind kind = Kind::loose;
  bool is_title = false;  ///< a heading of the first level

  /// The part of the text that links make up, 0 to 1.
  [[nodiscard]] double link_share() const noexcept {
    return static_cast<double>(linked) / static_cast<double>(text.size());
  }
};

/// In the order of the page. What no browser shows (scripts, templates, `hidden`) is left out, and
/// so are controls, as buttons and lists to choose from.
[[nodiscard]] std::vector<Run> find_runs(const Page& page);

}  // namespace ae::indexing
