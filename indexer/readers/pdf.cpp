// SPDX-License-Identifier: GPL-2.0-or-later
/// PDF: one file, one article, read by a program of its own (indexer/pdf/).
#include "ae/error.hpp"
#include "common/text/ascii.hpp"
#include "indexer/pdf/protocol.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/normalise.hpp"
#include "indexer/readers/pdf_lines.hpp"
#include "indexer/sources/helper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

/// "D:20171213094500-06'00'" -> "2017-12-13"
std::string day_of(std::string_view created) {
  if (created.starts_with("D:")) created.remove_prefix(2);
  const auto digits = created.substr(0, 8);
  if (digits.size() < 8 || !std::ranges::all_of(digits, ascii::is_digit)) return {};
  return fmt::format("{}-{}-{}", digits.substr(0, 4), digits.substr(4, 2), digits.substr(6));
}

/// Programs put the name of the file where no title was given.
bool is_file_name(std::string_view title) {
  constexpr std::array<std::string_view, 4> beginnings{"microsoft word", "untitled", "slide 1",
                                                       "powerpoint"};
  const auto lower = ascii::lower(title);
  const auto dot = lower.rfind('.');
  const bool extension = dot != std::string::npos && dot + 5 >= lower.size() &&
                         dot + 1 < lower.size() && ascii::is_lower(lower[dot + 1]);
  return extension || title.find(' ') == std::string_view::npos ||
         std::ranges::any_of(beginnings, [&](auto each) { return lower.starts_with(each); });
}

/// What a document says of itself was often said by the machine it was made on.
void claim(Article& article, Key key, std::string value, std::string_view rule) {
  if (value.empty()) return;
  article.claims.push_back({.key = key,
                            .value = std::move(value),
                            .source = Source::properties,
                            .rule = std::string(rule),
                            .bytes = {},
                            .confidence = 0.4});
}

/// Why a document that the library took gives no text; \p run ended with one of our own codes.
Fault fault_of_exit(const Location& where, int status) {
  switch (static_cast<PdfExit>(status)) {
    case PdfExit::encrypted:
      return failed(where, "encrypted", "a PDF protected by a password; save it without one");
    case PdfExit::no_text:
      return skipped(where, "no-text", "scanned pages: no text layer; run OCR over it first");
    case PdfExit::too_many_pages:
      return failed(where, "too-large", "a PDF of more than 3000 pages; split it");
    case PdfExit::out_of_memory:
      return failed(where, "too-large", "a PDF that takes more than 1 GiB of memory to read");
    default:
      return failed(where, "broken-input", "a damaged PDF");
  }
}

Fault fault_of(const Location& where, const HelperRun& run) {
  using enum HelperRun::End;
  switch (run.end) {
    case took_too_long:
      return failed(where, "too-long", "a PDF that takes too long to read");
    case too_much:
      return failed(where, "too-large", "a PDF of more text than one article can have; split it");
    case broke_down:
      return failed(where, "broken-input",
                    fmt::format("a PDF on which poppler breaks down (signal {})", run.status));
    case not_there:
      return skipped(where, "no-reader",
                     "no reader for PDF: ae-read-pdf is not installed with ae-index");
    case exited:
      break;
  }
  return fault_of_exit(where, run.status);
}

class PdfReader final : public Reader {
 public:
  explicit PdfReader(Blob blob) : blob_(std::move(blob)) {}

  std::optional<Article> next(const FaultSink& faults) override {
    if (done_) return {};
    done_ = true;
    const auto bytes = read_whole(blob_, faults);
    if (!bytes) return {};
    HelperRun run;
    try {
      run = run_helper("ae-read-pdf", *bytes, {.output = most_bytes});
    } catch (const Error& error) {
      faults(failed(blob_.where, "broken-input", error.what()));
      return {};
    }
    if (run.end == HelperRun::End::exited && run.status == static_cast<int>(PdfExit::read))
      return to_article(read_pdf_lines(run.output), faults);
    faults(fault_of(blob_.where, run));
    return {};
  }

 private:
  std::optional<Article> to_article(const PdfText& text, const FaultSink& faults) const {
    Article article;
    article.origin = blob_.where;
    join_pdf_lines(text.lines, article);
    if (is_blank(article.text)) {
      faults(fault_of_exit(blob_.where, static_cast<int>(PdfExit::no_text)));
      return {};
    }
    if (!is_file_name(text.title)) claim(article, Key::title, text.title, "PDF title");
    claim(article, Key::author, text.author, "PDF author");
    claim(article, Key::date, day_of(text.created), "PDF creation date");
    return article;
  }

  Blob blob_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Reader> make_pdf_reader(Blob blob) {
  return std::make_unique<PdfReader>(std::move(blob));
}

}  // namespace ae::indexing
