// SPDX-License-Identifier: GPL-2.0-or-later
/// The lines of a PDF, as the program that reads it says them, and how a text is made of them.
#pragma once

#include "indexer/readers/article.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// A line as it stands on its page. All measures are points, from the upper left corner.
struct PdfLine {
  std::size_t page = 0;  ///< 0 for the first
  double left = 0;
  double top = 0;
  double right = 0;
  double size = 0;    ///< height of the letters
  double height = 0;  ///< of the page
  std::string text{};
};

struct PdfText {
  std::string title{}, author{}, created{};  ///< as the document's properties have them
  std::vector<PdfLine> lines{};              ///< in reading order
};

/// Takes the output of ae-read-pdf apart. What makes no sense in it is left out.
[[nodiscard]] PdfText read_pdf_lines(std::string_view output);

/// Sets text and parts of \p article: lines become paragraphs, over the ends of columns and pages,
/// and words cut at line ends whole; running heads and page numbers follow the text, marked.
void join_pdf_lines(const std::vector<PdfLine>& lines, Article& article);

}  // namespace ae::indexing
