// SPDX-License-Identifier: GPL-2.0-or-later
#include "extraction/gold.hpp"

#include "indexer/sources/folder.hpp"

#include <simdjson.h>

#include <string_view>

namespace ae::test {
namespace {

namespace fs = std::filesystem;

std::string read_all(const fs::path& path) {
  const auto blob = indexing::open_blob({.path = path.string(), .absolute = path.string()});
  std::string bytes;
  while (blob.bytes->read(bytes, 1 << 20) > 0) {
  }
  return bytes;
}

std::string member(simdjson::dom::element object, const char* key) {
  std::string_view text;
  if (object[key].get(text) != simdjson::SUCCESS) return {};
  return std::string(text);
}

std::string key_of(const fs::path& file) {
  const auto name = file.filename().string();
  return name.substr(0, name.find('.'));
}

}  // namespace

std::vector<GoldPage> read_gold(const fs::path& folder) {
  std::vector<GoldPage> pages;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream rows;
  const simdjson::padded_string manifest(read_all(folder / "manifest.jsonl"));
  if (parser.parse_many(manifest, 16 << 20).get(rows) != simdjson::SUCCESS) return pages;
  for (auto row : rows) {
    const simdjson::dom::element page = row.value();
    const auto file = member(page, "file");
    pages.push_back({.key = key_of(file),
                     .html = read_all(folder / file),
                     .url = member(page, "url"),
                     .text = member(page, "text"),
                     .date = member(page, "date")});
  }
  return pages;
}

Peers read_peers(const fs::path& folder) {
  Peers peers;
  simdjson::dom::parser parser;
  for (const auto& entry : fs::directory_iterator(folder / "peers")) {
    simdjson::dom::object pages;
    if (parser.parse(read_all(entry.path())).get(pages) != simdjson::SUCCESS) continue;
    auto& texts = peers[key_of(entry.path())];
    for (const auto& page : pages) texts[std::string(page.key)] = member(page.value, "articleBody");
  }
  return peers;
}

std::optional<fs::path> pages_folder(const char* name) {
  auto folder = fs::path(AE_SOURCE_DIR).parent_path() / "shared" / "data" / "html" / name;
  if (fs::exists(folder / "manifest.jsonl")) return folder;
  return std::nullopt;
}

}  // namespace ae::test
