// SPDX-License-Identifier: GPL-2.0-or-later
/// Markdown as the text a reader sees.
#pragma once

#include "ae/span.hpp"

#include <string>
#include <string_view>

namespace ae::indexing {

struct PlainMarkdown {
  std::string text;
  Span heading;  ///< in text: the first-level heading it begins with; empty where it does not
};

/// Marks of emphasis, code, headings and quotations go; links leave their text; images become lines
/// `IMAGE: alternative text` of their own; line breaks stay. HTML, tables and anything odd stay as
/// they are. In time linear in the text. \p markdown must have "\n" line ends.
[[nodiscard]] PlainMarkdown markdown_to_text(std::string_view markdown);

/// The inline syntax of one paragraph, appended to \p out.
void append_inline(std::string& out, std::string_view paragraph);

}  // namespace ae::indexing
