// SPDX-License-Identifier: GPL-2.0-or-later
/// What all readers share: taking a whole input into memory, and saying what is wrong with it.
#pragma once

#include "indexer/readers/reader.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ae::indexing {

/// The most that one article, one JSON file or one line may have: far above any article, and a
/// bound for the memory. Bytes.
inline constexpr std::size_t most_bytes = std::size_t{64} << 20;

[[nodiscard]] Fault skipped(const Location& where, std::string_view rule, std::string reason);
[[nodiscard]] Fault failed(const Location& where, std::string_view rule, std::string reason);

/// All of \p blob. Nothing, and \p faults told, where it is too large or breaks off.
[[nodiscard]] std::optional<std::string> read_whole(Blob& blob, const FaultSink& faults);

/// A page that is no article: \p why as in "a login page".
[[nodiscard]] Fault no_article_text(const Location& where, std::string_view why);

// One maker a format; registry.cpp picks. all_pages: see ReadOptions.
[[nodiscard]] std::unique_ptr<Reader> make_text_reader(Blob blob);
[[nodiscard]] std::unique_ptr<Reader> make_markdown_reader(Blob blob);
[[nodiscard]] std::unique_ptr<Reader> make_html_reader(Blob blob, bool all_pages);
[[nodiscard]] std::unique_ptr<Reader> make_json_reader(Blob blob);
[[nodiscard]] std::unique_ptr<Reader> make_json_lines_reader(Blob blob,
                                                             std::size_t most = most_bytes);
[[nodiscard]] std::unique_ptr<Reader> make_archive_reader(Blob blob, const ReadOptions& options);
[[nodiscard]] std::unique_ptr<Reader> make_feed_reader(Blob blob);
[[nodiscard]] std::unique_ptr<Reader> make_mail_reader(Blob blob);
[[nodiscard]] std::unique_ptr<Reader> make_table_reader(Blob blob);
[[nodiscard]] std::unique_ptr<Reader> make_warc_reader(Blob blob, bool all_pages);
[[nodiscard]] std::unique_ptr<Reader> make_pdf_reader(Blob blob);
[[nodiscard]] std::unique_ptr<Reader> make_export_reader(Blob blob, const ExportStyle& style);

}  // namespace ae::indexing
