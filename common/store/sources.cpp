// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/sources.hpp"

#include "common/store/codec.hpp"
#include "common/store/sealed_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace ae::store {
namespace {

constexpr std::string_view kind = "sources";
constexpr std::uint32_t format_version = 1;
constexpr std::size_t piece = 1 << 16;  // bytes encoded before they are handed on

void encode(std::string& out, const SourceRow& row) {
  append_counted(out, row.path);
  append_counted(out, row.shown);
  append_varint(out, row.size);
  append_varint(out, zigzag(row.modified));
  append_fixed(out, row.content_hash);
  append_varint(out, row.articles);
  append_varint(out, row.skipped);
  append_varint(out, row.failed);
  append_counted(out, row.format);
  append_varint(out, row.run);
  append_varint(out, row.whole ? 1 : 0);
  append_counted(out, row.identity);
  append_fixed(out, row.recipe);
  append_fixed(out, row.told);
  append_varint(out, row.below);
}

void encode(std::string& out, const ArticleRow& row) {
  append_varint(out, row.file);
  append_counted(out, row.member);
  append_varint(out, row.line);
  append_fixed(out, row.id);
  append_fixed(out, row.text_hash);
  append_varint(out, zigzag(row.published));
  append_fixed(out, row.fingerprint);
  append_varint(out, row.docid);
  append_fixed(out, row.told);
}

void encode(std::string& out, const FaultRow& row) {
  append_varint(out, row.file);
  append_counted(out, row.member);
  append_varint(out, row.line);
  append_counted(out, row.rule);
  append_counted(out, row.reason);
}

void decode(Cursor& cursor, SourceRow& row) {
  row.path = cursor.counted();
  row.shown = cursor.counted();
  row.size = cursor.varint();
  row.modified = unzigzag(cursor.varint());
  row.content_hash = cursor.fixed<std::uint64_t>();
  row.articles = cursor.varint_as<std::uint32_t>();
  row.skipped = cursor.varint_as<std::uint32_t>();
  row.failed = cursor.varint_as<std::uint32_t>();
  row.format = cursor.counted();
  row.run = cursor.varint();
  row.whole = cursor.varint() != 0;
  row.identity = cursor.counted();
  row.recipe = cursor.fixed<std::uint64_t>();
  row.told = cursor.fixed<std::uint64_t>();
  row.below = cursor.varint_as<std::uint32_t>();
}

void decode(Cursor& cursor, ArticleRow& row) {
  row.file = cursor.varint_as<std::uint32_t>();
  row.member = cursor.counted();
  row.line = cursor.varint();
  row.id = cursor.fixed<std::uint64_t>();
  row.text_hash = cursor.fixed<std::uint64_t>();
  row.published = unzigzag(cursor.varint());
  row.fingerprint = cursor.fixed<std::uint64_t>();
  row.docid = cursor.varint_as<std::uint32_t>();
  row.told = cursor.fixed<std::uint64_t>();
}

void decode(Cursor& cursor, FaultRow& row) {
  row.file = cursor.varint_as<std::uint32_t>();
  row.member = cursor.counted();
  row.line = cursor.varint();
  row.rule = cursor.counted();
  row.reason = cursor.counted();
}

template <class Row>
void write_rows(SealedFileWriter& file, const char* name, const std::vector<Row>& rows) {
  file.begin_section(name);
  std::string out;
  for (const auto& row : rows) {
    encode(out, row);
    if (out.size() < piece) continue;
    file.append(out);
    out.clear();
  }
  file.append(out);
}

template <class Row>
std::vector<Row> read_rows(const SealedFile& file, const char* name) {
  std::vector<Row> rows;
  for (Cursor cursor(file.bytes(file.section(name))); !cursor.at_end();) {
    decode(cursor, rows.emplace_back());
    if (!cursor.ok()) file.throw_damaged(fmt::format("row {} of {} is cut", rows.size(), name));
  }
  return rows;
}

}  // namespace

void append(Sources& all, Sources more, const std::function<std::uint32_t(std::uint32_t)>& docid) {
  const auto first_file = static_cast<std::uint32_t>(all.files.size());
  std::ranges::move(more.files, std::back_inserter(all.files));
  for (auto& article : more.articles) {
    article.file += first_file;
    article.docid = docid(article.docid);
    all.articles.push_back(std::move(article));
  }
  for (auto& fault : more.faults) {
    fault.file += first_file;
    all.faults.push_back(std::move(fault));
  }
}

FileSum write_sources(const std::filesystem::path& path, const Sources& sources) {
  SealedFileWriter file(path, std::string(kind), format_version);
  write_rows(file, "files", sources.files);
  write_rows(file, "articles", sources.articles);
  write_rows(file, "faults", sources.faults);
  return file.finish();
}

SealedFile open_sources(const std::filesystem::path& path) {
  return SealedFile(path, kind, format_version);
}

Sources read_sources(const std::filesystem::path& path) { return read_sources(open_sources(path)); }

std::string shown_place(const SourceRow& file, const ArticleRow& row) {
  std::string text = file.shown;
  if (!row.member.empty()) text.append(1, '!').append(row.member);
  if (row.line > 0) text.append(1, '#').append(std::to_string(row.line));
  return text;
}

Sources read_sources(const SealedFile& file) {
  Sources sources{.files = read_rows<SourceRow>(file, "files"),
                  .articles = read_rows<ArticleRow>(file, "articles"),
                  .faults = read_rows<FaultRow>(file, "faults")};
  const auto has_no_file = [&](const auto& row) { return row.file >= sources.files.size(); };
  if (std::ranges::any_of(sources.articles, has_no_file))
    file.throw_damaged("an article has no file");
  if (std::ranges::any_of(sources.faults, has_no_file)) file.throw_damaged("a fault has no file");
  return sources;
}

}  // namespace ae::store
