// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/sources.hpp"

#include "common/store/sealed_file.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

using test::code_of;

Sources example() {
  return {.files = {{.path = "/news/a.jsonl",
                     .shown = "a.jsonl",
                     .size = 12345,
                     .modified = -1,
                     .content_hash = 0xfedcba9876543210,
                     .articles = 2,
                     .skipped = 3,
                     .failed = 4,
                     .format = "jsonl",
                     .run = 17,
                     .whole = false,
                     .identity = "/news/before.jsonl",
                     .recipe = 0x0123456789abcdef},
                    {.path = std::string("/odd\n\xff\0name", 11),
                     .modified = std::numeric_limits<std::int64_t>::max()}},
          .articles = {{.file = 0, .line = 7, .id = 1, .fingerprint = 2, .docid = 1},
                       {.file = 1,
                        .member = "in/side.txt",
                        .id = ~std::uint64_t{0},
                        .docid = std::numeric_limits<std::uint32_t>::max()}}};
}

TEST_CASE("the rows of sources come back", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "sources";
  const auto sources = GENERATE(Sources{}, example());
  const FileSum sum = write_sources(path, sources);
  CHECK(sum == sum_file(path));
  CHECK(read_sources(path) == sources);
}

TEST_CASE("many rows of sources come back", "[common][store]") {
  const test::TempDir dir;
  std::mt19937 random(9);
  Sources sources;
  for (std::uint32_t i = 0; i < 5000; ++i) {
    sources.files.push_back({.path = test::random_bytes(random, random() % 60), .size = random()});
    sources.articles.push_back({.file = i, .id = random(), .docid = i});
  }
  write_sources(dir.path() / "sources", sources);
  CHECK(read_sources(dir.path() / "sources") == sources);
}

TEST_CASE("the rows of several segments stand one behind the other", "[common][store]") {
  const test::TempDir dir;
  const std::vector<std::filesystem::path> paths{dir.path() / "a", dir.path() / "b"};
  Sources first = example();
  first.articles[1].docid = 5;
  first.faults = {{.file = 1, .line = 3, .rule = "cut"}};
  const Sources second{.files = {{.path = "/news/c.txt"}},
                       .articles = {{.id = 9, .docid = 4}, {.id = 10}},
                       .faults = {{.rule = "empty"}}};
  write_sources(paths[0], first);
  write_sources(paths[1], second);
  const std::vector<std::uint32_t> documents{5, 4};
  concatenate_sources(dir.path() / "both", paths, documents);
  Sources expected = first;
  append(expected, second, [](std::uint32_t docid) { return docid == 0 ? 0 : docid + 5; });
  CHECK(read_sources(dir.path() / "both") == expected);
}

TEST_CASE("rows of articles that a segment has not are not moved into the next",
          "[common][store]") {
  const test::TempDir dir;
  const std::vector<std::filesystem::path> paths{dir.path() / "a"};
  Sources sources = example();
  sources.articles[1].docid = 6;
  write_sources(paths[0], sources);
  const std::vector<std::uint32_t> documents{5};
  CHECK(code_of([&] { concatenate_sources(dir.path() / "all", paths, documents); }) ==
        ErrorCode::archive_damaged);
}

TEST_CASE("rows that nobody wrote are refused", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "sources";
  std::mt19937 random(4);
  int refused = 0;
  for (int round = 0; round < 300; ++round) {
    SealedFileWriter file(path, "sources", 1);
    file.begin_section("files");
    file.append(test::random_bytes(random, random() % 40));
    file.begin_section("articles");
    file.append(test::random_bytes(random, random() % 40));
    file.finish();
    const auto code = code_of([&] { static_cast<void>(read_sources(path)); });
    if (code) {
      REQUIRE(code == ErrorCode::archive_damaged);
      ++refused;
    }
  }
  CHECK(refused > 200);
}

TEST_CASE("an article of no file is refused", "[common][store]") {
  const test::TempDir dir;
  auto sources = example();
  sources.articles.back().file = 2;
  write_sources(dir.path() / "sources", sources);
  CHECK(code_of([&] { static_cast<void>(read_sources(dir.path() / "sources")); }) ==
        ErrorCode::archive_damaged);
  const std::vector<std::filesystem::path> paths{dir.path() / "sources"};
  const std::vector<std::uint32_t> documents{1};
  CHECK(code_of([&] { concatenate_sources(dir.path() / "united", paths, documents); }) ==
        ErrorCode::archive_damaged);
}

}  // namespace
}  // namespace ae::store
