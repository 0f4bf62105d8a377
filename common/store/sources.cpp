// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/sources.hpp"

#include "common/store/codec.hpp"
#include "common/store/sealed_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <numeric>
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

/// Hands encoded rows on in pieces.
class RowsWriter {
 public:
  RowsWriter(SealedFileWriter& file, const char* name) : file_(file) { file.begin_section(name); }

  template <class Row>
  void add(const Row& row) {
    encode(out_, row);
    if (out_.size() >= piece) finish();
  }

  void finish() {
    file_.append(out_);
    out_.clear();
  }

 private:
  SealedFileWriter& file_;
  std::string out_;
};

template <class Row>
void write_rows(SealedFileWriter& file, const char* name, const std::vector<Row>& rows) {
  RowsWriter writer(file, name);
  for (const auto& row : rows) writer.add(row);
  writer.finish();
}

template <class Row, class Use>
void each_row(const SealedFile& file, const char* name, Use use) {
  std::size_t count = 0;
  for (Cursor cursor(file.bytes(file.section(name))); !cursor.at_end();) {
    Row row;
    decode(cursor, row);
    ++count;
    if (!cursor.ok()) file.throw_damaged(fmt::format("row {} of {} is cut", count, name));
    use(std::move(row));
  }
}

template <class Row>
std::vector<Row> read_rows(const SealedFile& file, const char* name) {
  std::vector<Row> rows;
  each_row<Row>(file, name, [&](Row&& row) { rows.push_back(std::move(row)); });
  return rows;
}

/// Rows of several inputs that name a file by its index.
/// \param files  by input: how many files stand before its own; one more number at the end
/// \param use  is given a row and the index of its input
template <class Row, class Use>
void concatenate_rows(SealedFileWriter& file, const char* name,
                      std::span<const std::filesystem::path> from,
                      std::span<const std::uint32_t> files, Use use) {
  RowsWriter writer(file, name);
  for (std::size_t i = 0; i < from.size(); ++i) {
    const SealedFile input = open_sources(from[i]);
    each_row<Row>(input, name, [&](Row&& row) {
      if (row.file >= files[i + 1] - files[i])
        input.throw_damaged(fmt::format("a row of {} has no file", name));
      row.file += files[i];
      use(row, i);
      writer.add(row);
    });
  }
  writer.finish();
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

FileSum concatenate_sources(const std::filesystem::path& path,
                            std::span<const std::filesystem::path> from,
                            std::span<const std::uint32_t> documents) {
  SealedFileWriter file(path, std::string(kind), format_version);
  RowsWriter writer(file, "files");
  std::vector<std::uint32_t> files{0};
  for (const auto& input : from) {
    files.push_back(files.back());
    each_row<SourceRow>(open_sources(input), "files", [&](SourceRow&& row) {
      writer.add(row);
      ++files.back();
    });
  }
  writer.finish();
  std::vector<std::uint32_t> before(documents.size());
  std::exclusive_scan(documents.begin(), documents.end(), before.begin(), 0U);
  concatenate_rows<ArticleRow>(file, "articles", from, files, [&](ArticleRow& row, std::size_t i) {
    if (row.docid > documents[i]) throw_damaged(from[i], "a row has an article that is not there");
    if (row.docid != 0) row.docid += before[i];
  });
  concatenate_rows<FaultRow>(file, "faults", from, files, [](FaultRow&, std::size_t) {});
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

std::vector<SourceRow> read_source_files(const SealedFile& file) {
  return read_rows<SourceRow>(file, "files");
}

std::vector<FaultRow> read_source_faults(const SealedFile& file, std::size_t files) {
  auto faults = read_rows<FaultRow>(file, "faults");
  if (std::ranges::any_of(faults, [files](const FaultRow& row) { return row.file >= files; }))
    file.throw_damaged("a fault has no file");
  return faults;
}

void each_article_row(const SealedFile& file, std::size_t files,
                      const std::function<void(ArticleRow&&)>& use) {
  each_row<ArticleRow>(file, "articles", [&](ArticleRow&& row) {
    if (row.file >= files) file.throw_damaged("an article has no file");
    use(std::move(row));
  });
}

Sources read_sources(const SealedFile& file) {
  Sources sources{.files = read_source_files(file)};
  each_article_row(file, sources.files.size(),
                   [&](ArticleRow&& row) { sources.articles.push_back(std::move(row)); });
  sources.faults = read_source_faults(file, sources.files.size());
  return sources;
}

}  // namespace ae::store
