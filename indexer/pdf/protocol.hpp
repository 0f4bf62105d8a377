// SPDX-License-Identifier: GPL-2.0-or-later
/// What ae-read-pdf and those who start it have agreed on.
///
/// Its output is text: a line each of the document's properties ("Title Bridge lost"), then for
/// each page a line with the mark and the page's height, and a line each of its lines of text:
/// left, top, right, height of the letters, all in points from the upper left corner, and the text.
#pragma once

#include <string_view>

namespace ae::indexing {

/// How it ends.
enum class PdfExit : int {
  read = 0,
  damaged = 10,
  encrypted = 11,
  no_text = 12,
  too_many_pages = 13,
  out_of_memory = 14
};

/// Begins the line that begins a page.
inline constexpr std::string_view pdf_page_mark = "page";

}  // namespace ae::indexing
