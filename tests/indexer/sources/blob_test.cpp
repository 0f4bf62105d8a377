// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/blob.hpp"

#include "indexer/sources/folder.hpp"
#include "support/packed.hpp"
#include "support/reading.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>

using namespace ae::indexing;

namespace {

SourceFile file_at(const std::filesystem::path& path) {
  return {.path = path.string(), .absolute = path.string()};
}

std::string all_of(const Blob& blob) {
  std::string text;
  while (blob.bytes->read(text, 7) > 0) {
  }
  return text;
}

}  // namespace

TEST_CASE("a blob has the bytes unpacked and the name without packing", "[indexer][sources]") {
  struct Row {
    std::string file;
    std::string name;
    std::string bytes;
  };
  const std::string text = "some text of a few bytes";
  const auto row = GENERATE_COPY(values<Row>({
      {"a.txt", "a.txt", text},
      {"a.jsonl.gz", "a.jsonl", ae::test::gzip(text)},
      {"a.zst", "a", ae::test::zstd(text)},
      {"packed.txt", "packed.txt", ae::test::gzip(text)},
      {"not-packed.gz", "not-packed", text},
      {".gz", ".gz", text},
  }));
  CAPTURE(row.file);
  const ae::test::TempDir folder;
  const auto file = file_at(folder.write(row.file, row.bytes));
  const auto blob = open_blob(file);
  CHECK(blob.name == row.name);
  CHECK(blob.where.path == file.path);
  CHECK(all_of(blob) == text);
}

TEST_CASE("an empty file is an empty blob", "[indexer][sources]") {
  const ae::test::TempDir folder;
  CHECK(all_of(open_blob(file_at(folder.write("a", "")))).empty());
}

TEST_CASE("only a regular file is opened", "[indexer][sources]") {
  const ae::test::TempDir folder;
  const auto text = folder.write("a.txt", "text");
  const auto link = folder.path() / "link";
  std::filesystem::create_symlink(text, link);
  const auto pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  for (const auto& path : {link, pipe, folder.path(), folder.path() / "none"}) {
    CAPTURE(path);
    CHECK_THROWS_AS(open_blob(file_at(path)), ae::Error);
    CHECK_THROWS_AS(content_hash(file_at(path)), ae::Error);
  }
  auto named = file_at(link);
  named.named = true;
  CHECK(all_of(open_blob(named)) == "text");
}

TEST_CASE("the hash is that of the bytes on disk", "[indexer][sources]") {
  const ae::test::TempDir folder;
  const std::string text(600'000, 'x');
  const auto one = content_hash(file_at(folder.write("one", text)));
  CHECK(content_hash(file_at(folder.write("two", text))) == one);
  CHECK(content_hash(file_at(folder.write("three", text + "y"))) != one);
  CHECK(content_hash(file_at(folder.write("packed", ae::test::gzip(text)))) != one);
  // XXH3-64 of nothing, as the library's specification gives it.
  CHECK(content_hash(file_at(folder.write("empty", ""))) == 0x2d06800538d394c2U);
}

TEST_CASE("the hash of a file of holes takes no longer than its bytes", "[indexer][sources]") {
  const ae::test::TempDir folder;
  constexpr std::uintmax_t terabyte = std::uintmax_t{1} << 40;
  const auto hash = [&](const char* name, std::uintmax_t size) {
    const auto path = folder.write(name, "The river rose.");
    std::filesystem::resize_file(path, size);
    auto file = file_at(path);
    file.size = size;
    return content_hash(file);
  };
  const auto one = hash("one", terabyte);
  CHECK(hash("two", terabyte) == one);
  CHECK(hash("three", terabyte + 1) != one);
  CHECK(hash("four", 15) != one);
}

TEST_CASE("a packed file cut short keeps the records before", "[indexer][sources][readers]") {
  std::string lines;
  for (int line = 0; line < 50; ++line)
    lines += "{\"text\": \"article " + std::to_string(line) + "\"}\n";
  const auto packed = ae::test::gzip(lines);
  const ae::test::TempDir folder;
  const auto file = file_at(folder.write("a.jsonl.gz", packed.substr(0, packed.size() - 10)));
  const auto all = ae::test::read_all(open_blob(file));
  CHECK(all.articles.size() >= 40);
  REQUIRE(all.faults.size() == 1);
  CHECK(all.faults[0].rule == "broken-input");
  CHECK(all.faults[0].where.line == all.articles.size() + 1);
}
