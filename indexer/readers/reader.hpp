// SPDX-License-Identifier: GPL-2.0-or-later
/// What every input format gives the indexer: a run of articles, and faults beside them.
#pragma once

#include "indexer/readers/article.hpp"
#include "indexer/sources/blob.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace ae::indexing {

struct ExportStyle;

/// One open input of one format. Not thread-safe.
class Reader {
 public:
  virtual ~Reader() = default;

  /// The next good article, or nothing at the end. Bad records go to \p faults, and so does an
  /// input that cannot be read any further: rule "broken-input", what came before it stands.
  virtual std::optional<Article> next(const FaultSink& faults) = 0;
};

enum class Format {
  automatic,
  text,
  markdown,
  html,
  json,
  json_lines,
  warc,
  feed,   ///< RSS, Atom, sitemaps, NITF, NewsML: XML of news
  mail,   ///< one message, or an mbox of many
  table,  ///< CSV, TSV
  pdf,
  exported,  ///< the text export of a press database
  archive    ///< ZIP, tar: files of any other format
};

struct ReadOptions {
  Format format = Format::automatic;
  bool all_pages = false;  ///< web pages too that are no article, as home pages
  const std::vector<ExportStyle>* rules = nullptr;  ///< of exports, tried before those built in
  int depth = 0;                          ///< archives around it: they are opened to the second
  const std::uint64_t* packed = nullptr;  ///< bytes read of the outermost of them
};

/// The reader for \p blob: by the format asked for, else by content, else by name. Null where none
/// takes it; \p faults is then told why (Fault::Kind::skipped; failed where it cannot be read).
[[nodiscard]] std::unique_ptr<Reader> open_reader(Blob blob, const ReadOptions& options,
                                                  const FaultSink& faults);

/// "auto", "txt", "md", "html", "json", "jsonl", "warc", "feed", "eml", "csv", "pdf", "export" ->
/// Format.
[[nodiscard]] std::optional<Format> format_from_name(std::string_view name) noexcept;

}  // namespace ae::indexing
