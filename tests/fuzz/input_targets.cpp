// SPDX-License-Identifier: GPL-2.0-or-later
/// What the indexer promises of bytes from outside.
#include "common/text/unicode.hpp"
#include "indexer/pages/page_article.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/sources/memory.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "fuzz/targets.hpp"

namespace ae::fuzz {
namespace {

using namespace indexing;

void promise(bool kept, const char* what) {
  if (!kept) throw Broken(what);
}

void check(const Article& article) {
  promise(text::compose(article.text) == article.text, "a text is stored composed");
  promise(article.text.find('\0') == std::string::npos, "a text has no NUL");
  std::size_t at = 0;
  for (const Part& part : article.parts) {
    promise(part.bytes.from >= at && part.bytes.to <= article.text.size(),
            "parts are in order and in the text");
    at = part.bytes.to;
  }
  for (const Claim& claim : article.claims)
    promise(claim.bytes.to <= article.text.size(), "claims point into the text");
}

}  // namespace

void page(std::string_view bytes) {
  check(read_page({.bytes = bytes, .charset = {}, .url = "https://lark.example/2017/12/13/a"})
            .article);
}

void reader(std::string_view bytes) {
  constexpr std::array formats{"auto", "txt",  "md",  "json", "jsonl",
                               "warc", "feed", "eml", "csv",  "export"};
  if (bytes.empty()) return;
  const auto number = static_cast<unsigned char>(bytes.front()) % formats.size();
  bytes.remove_prefix(1);
  // PDFs are taken apart elsewhere, by a program that nobody trusts.
  if (bytes.find("%PDF-") != std::string_view::npos) return;
  Blob blob;
  blob.where.path = blob.name = "a.txt";
  blob.bytes = std::make_unique<MemoryStream>(std::string(bytes));
  const FaultSink faults = [](const Fault& fault) {
    promise(!fault.reason.empty() && !fault.rule.empty(), "a fault says why");
  };
  const auto opened =
      open_reader(std::move(blob), {.format = *format_from_name(formats[number])}, faults);
  if (!opened) return;
  while (const auto article = opened->next(faults)) check(*article);
}

}  // namespace ae::fuzz
