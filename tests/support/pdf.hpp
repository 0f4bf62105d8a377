// SPDX-License-Identifier: GPL-2.0-or-later
/// Writes small PDFs, for tests of what reads them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ae::test {

/// A line of text: where it begins, in points from the lower left corner, and how large it is.
struct PdfRow {
  double x = 72;
  double y = 700;
  int size = 10;
  std::string text;  ///< UTF-8 of characters that Windows-1252 has
};

using PdfPage = std::vector<PdfRow>;

/// \p lines one below the other from \p y on.
[[nodiscard]] PdfPage column(double x, double y, const std::vector<std::string>& lines);

/// \param properties  "Title", "Author", "CreationDate"
[[nodiscard]] std::string pdf(const std::vector<PdfPage>& pages,
                              const std::map<std::string, std::string>& properties = {});

}  // namespace ae::test
