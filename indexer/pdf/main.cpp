// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-read-pdf: a PDF on standard input -> its lines on standard output (indexer/pdf/protocol.hpp).
/// Started by ae-index for each PDF; the only code that knows poppler.
#include "indexer/pdf/confine.hpp"
#include "indexer/pdf/protocol.hpp"

#include <fmt/format.h>
#include <poppler-document.h>
#include <poppler-page.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#if defined(__SANITIZE_ADDRESS__)
// What fontconfig keeps until the process ends is not ours to free.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
#endif

using ae::indexing::confine;
using ae::indexing::pdf_page_mark;
using ae::indexing::PdfExit;

namespace {

constexpr int most_pages = 3'000;
constexpr std::size_t most_bytes = std::size_t{64} << 20;

std::string read_input() {
  std::string bytes;
  std::array<char, 64 << 10> piece{};
  ssize_t got = 0;
  while (bytes.size() <= most_bytes && (got = ::read(STDIN_FILENO, piece.data(), piece.size())) > 0)
    bytes.append(piece.data(), static_cast<std::size_t>(got));
  return bytes;
}

std::string utf8(const poppler::ustring& text) {
  const auto bytes = text.to_utf8();
  std::string line(bytes.begin(), bytes.end());
  // The library adds a NUL; and each value stands on a line of its own.
  std::erase(line, '\0');
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r' || c == '\f'; }, ' ');
  return line;
}

/// Words side by side, as far as they go.
struct Line {
  double left, top, right, bottom, size;
  std::string text;
  bool space_after;
};

bool goes_on(const Line& line, const poppler::rectf& box, double size) {
  const bool level = std::abs(box.bottom() - line.bottom) < 0.5 * size;
  const bool onward = box.left() > line.right - size;
  return level && onward && box.left() - line.right < 3 * size;
}

void write(const Line& line) {
  const std::string row = fmt::format("{:.1f} {:.1f} {:.1f} {:.1f} {}\n", line.left, line.top,
                                      line.right, line.size, line.text);
  std::fwrite(row.data(), 1, row.size(), stdout);
}

/// \returns how many lines the page has
std::size_t write_page(const poppler::page& page) {
  fmt::print("{} {:.1f}\n", pdf_page_mark, page.page_rect().height());
  std::size_t lines = 0;
  Line line{};
  const auto end_line = [&] {
    if (line.text.empty()) return;
    write(line);
    ++lines;
    line = {};
  };
  for (const poppler::text_box& word : page.text_list(poppler::page::text_list_include_font)) {
    const auto box = word.bbox();
    const double height = std::abs(box.height());
    if (word.rotation() != 0 || !(height > 0)) continue;  // along the edge of a picture
    if (!line.text.empty() && !goes_on(line, box, height)) end_line();
    if (line.text.empty())
      line = {.left = box.left(),
              .top = box.top(),
              .right = box.right(),
              .bottom = box.bottom(),
              .size = height,
              .text = {},
              .space_after = false};
    else if (line.space_after || box.left() - line.right > 0.15 * height)
      line.text += ' ';
    line.text += utf8(word.text());
    line.right = box.right();
    line.size = std::max(line.size, height);
    line.space_after = word.has_space_after();
  }
  end_line();
  return lines;
}

void write_properties(const poppler::document& document) {
  for (const char* key : {"Title", "Author", "CreationDate"})
    fmt::print("{} {}\n", key, utf8(document.info_key(key)));
}

PdfExit read_document() {
  const std::string bytes = read_input();
  const std::unique_ptr<poppler::document> document(
      poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
  if (!document) return PdfExit::damaged;
  if (document->is_locked()) return PdfExit::encrypted;
  if (document->pages() > most_pages) return PdfExit::too_many_pages;
  write_properties(*document);
  std::size_t lines = 0;
  for (int i = 0; i < document->pages(); ++i)
    if (const std::unique_ptr<poppler::page> page(document->create_page(i)); page)
      lines += write_page(*page);
  if (document->pages() == 0) return PdfExit::damaged;
  return lines > 0 ? PdfExit::read : PdfExit::no_text;
}

}  // namespace

int main() {
  confine();
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  PdfExit exit = PdfExit::damaged;
  try {
    exit = read_document();
  } catch (const std::bad_alloc&) {
    exit = PdfExit::out_of_memory;
  } catch (const std::exception&) {
    exit = PdfExit::damaged;
  }
  std::fflush(stdout);
  return static_cast<int>(exit);
}
