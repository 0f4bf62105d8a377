// SPDX-License-Identifier: GPL-2.0-or-later
/// Picks the reader for an input.
#include "ae/error.hpp"
#include "indexer/readers/export_rules.hpp"
#include "indexer/readers/input.hpp"
#include "indexer/readers/reader.hpp"
#include "indexer/readers/sniff.hpp"
#include "indexer/sources/peeked.hpp"

#include <array>

namespace ae::indexing {
namespace {

struct FormatName {
  std::string_view name;
  Format format;
};

constexpr std::array format_names{
    FormatName{"auto", Format::automatic},   FormatName{"txt", Format::text},
    FormatName{"md", Format::markdown},      FormatName{"json", Format::json},
    FormatName{"jsonl", Format::json_lines}, FormatName{"warc", Format::warc},
    FormatName{"feed", Format::feed},        FormatName{"eml", Format::mail},
    FormatName{"csv", Format::table},        FormatName{"pdf", Format::pdf},
    FormatName{"export", Format::exported},  FormatName{"html", Format::html},
};

constexpr int deepest_archive = 2;

bool is_automatic(const ReadOptions& options) { return options.format == Format::automatic; }

std::unique_ptr<Reader> make_reader(Blob blob, Format format, const ReadOptions& options) {
  switch (format) {
    case Format::text:
      return make_text_reader(std::move(blob));
    case Format::markdown:
      return make_markdown_reader(std::move(blob));
    case Format::html:
      return make_html_reader(std::move(blob), options.all_pages);
    case Format::json:
      return make_json_reader(std::move(blob));
    case Format::json_lines:
      return make_json_lines_reader(std::move(blob));
    case Format::warc:
      return make_warc_reader(std::move(blob), options.all_pages);
    case Format::feed:
      return make_feed_reader(std::move(blob));
    case Format::mail:
      return make_mail_reader(std::move(blob));
    case Format::table:
      return make_table_reader(std::move(blob));
    case Format::pdf:
      return make_pdf_reader(std::move(blob));
    case Format::archive:
      return make_archive_reader(std::move(blob), options);
    case Format::exported:  // see open_reader
    case Format::automatic:
      break;
  }
  return nullptr;
}

}  // namespace

std::unique_ptr<Reader> open_reader(Blob blob, const ReadOptions& options,
                                    const FaultSink& faults) {
  auto peeked = std::make_unique<PeekedStream>(std::move(blob.bytes));
  std::string_view head;
  try {
    head = peeked->peek(sniffed_bytes);
  } catch (const Error& error) {
    faults(failed(blob.where, "broken-input", error.what()));
    return nullptr;
  }
  const auto found = sniff(head, head.size() < sniffed_bytes, blob.name, options.format);
  const ExportStyle* style = nullptr;
  if (found.format == Format::exported || (found.format == Format::text && is_automatic(options)))
    style = export_style_of(head, options.rules);
  blob.bytes = std::move(peeked);
  if (found.format == Format::archive && options.depth >= deepest_archive) {
    faults(skipped(blob.where, "nested-archive",
                   "an archive within an archive within an archive; unpack it yourself"));
    return nullptr;
  }
  if (style != nullptr) return make_export_reader(std::move(blob), *style);
  if (found.format == Format::exported) {
    faults(skipped(blob.where, "no-reader", "an export of no style that is known; see --rules"));
    return nullptr;
  }
  if (found.format) return make_reader(std::move(blob), *found.format, options);
  faults(skipped(blob.where, found.rule, found.reason));
  return nullptr;
}

std::optional<Format> format_from_name(std::string_view name) noexcept {
  for (const auto& known : format_names)
    if (known.name == name) return known.format;
  return {};
}

}  // namespace ae::indexing
