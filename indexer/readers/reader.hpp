// SPDX-License-Identifier: GPL-2.0-or-later
/// What every input format gives the indexer: a run of articles, and faults beside them.
#pragma once

#include "indexer/readers/article.hpp"
#include "indexer/sources/blob.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace ae::indexing {

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
  feed,    ///< RSS, Atom, sitemaps, NITF, NewsML: XML of news
  mail,    ///< one message, or an mbox of many
  table,   ///< CSV, TSV
  archive  ///< ZIP, tar: files of any other format
};

struct ReadOptions {
  Format format = Format::automatic;
  bool all_pages = false;  ///< web pages too that are no article, as home pages
  bool within = false;     ///< a member of an archive: archives in it are not opened
};

/// The reader for \p blob: by the format asked for, else by content, else by name. Null where none
/// takes it; \p faults is then told why (Fault::Kind::skipped; failed where it cannot be read).
[[nodiscard]] std::unique_ptr<Reader> open_reader(Blob blob, const ReadOptions& options,
                                                  const FaultSink& faults);

/// "auto", "txt", "md", "html", "json", "jsonl", "warc", "feed", "eml", "csv" -> Format.
[[nodiscard]] std::optional<Format> format_from_name(std::string_view name) noexcept;

}  // namespace ae::indexing
