// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/pdf.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace ae::test {
namespace {

/// UTF-8 -> a string of PDF in WinAnsiEncoding.
std::string pdf_string(std::string_view text) {
  static constexpr std::array quotes{std::pair{"“", '\x93'}, std::pair{"”", '\x94'},
                                     std::pair{"‘", '\x91'}, std::pair{"’", '\x92'},
                                     std::pair{"–", '\x96'}};
  std::string out = "(";
  while (!text.empty()) {
    std::size_t taken = 0;
    for (const auto& [character, byte] : quotes)
      if (taken == 0 && text.starts_with(character)) {
        out += byte;
        taken = std::string_view(character).size();
      }
    const auto first = static_cast<unsigned char>(text.front());
    if (taken == 0 && (first == 0xc2 || first == 0xc3) && text.size() > 1) {  // Latin-1
      out +=
          static_cast<char>(((first & 3U) << 6U) | (static_cast<unsigned char>(text[1]) & 0x3fU));
      taken = 2;
    } else if (taken == 0) {
      if (text.front() == '(' || text.front() == ')' || text.front() == '\\') out += '\\';
      out += text.front();
      taken = 1;
    }
    text.remove_prefix(taken);
  }
  return out + ")";
}

}  // namespace

PdfPage column(double x, double y, const std::vector<std::string>& lines) {
  PdfPage rows;
  for (const std::string& line : lines) {
    rows.push_back({.x = x, .y = y, .size = 10, .text = line});
    y -= 12;
  }
  return rows;
}

std::string pdf(const std::vector<PdfPage>& pages,
                const std::map<std::string, std::string>& properties) {
  std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "",
                                   "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman "
                                   "/Encoding /WinAnsiEncoding >>"};
  std::string kids;
  for (const PdfPage& page : pages) {
    std::string content;
    for (const PdfRow& row : page)
      content += fmt::format("BT /F1 {} Tf 1 0 0 1 {} {} Tm {} Tj ET\n", row.size, row.x, row.y,
                             pdf_string(row.text));
    const std::size_t number = objects.size() + 1;
    kids += fmt::format("{} 0 R ", number);
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R "
                    "/Resources << /Font << /F1 3 0 R >> >> >>",
                    number + 1));
    objects.push_back(
        fmt::format("<< /Length {} >>\nstream\n{}endstream", content.size(), content));
  }
  objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages.size());
  std::string info;
  for (const auto& [key, value] : properties)
    info += fmt::format("/{} {} ", key, pdf_string(value));
  objects.push_back(fmt::format("<< {}>>", info));
  std::string file = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", file.size());
    file += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  return fmt::format("{}{}trailer\n<< /Size {} /Root 1 0 R /Info {} 0 R >>\nstartxref\n{}\n%%EOF\n",
                     file, table, objects.size() + 1, objects.size(), file.size());
}

}  // namespace ae::test
