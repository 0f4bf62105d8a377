// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/sealed_file.hpp"

#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

using test::code_of;
using test::error_of;
using test::mentions;

FileSum write_small(const std::filesystem::path& path) {
  SealedFileWriter file(path, "words", 3);
  file.begin_section("first");
  file.append("hello");
  file.begin_section("empty");
  file.begin_section("numbers");
  file.append(std::span<const std::uint32_t>(std::vector<std::uint32_t>{1, 2, 0xffffffff}));
  return file.finish();
}

/// Reads all there is in the file that write_small wrote.
void read_small(const std::filesystem::path& path) {
  const SealedFile file(path, "words", 3);
  // Outside of REQUIRE, which would keep an Error to itself.
  const auto first = file.bytes(file.section("first"));
  const auto empty = file.bytes(file.section("empty"));
  const auto numbers = file.array<std::uint32_t>(file.section("numbers"));
  REQUIRE(first == "hello");
  REQUIRE(empty.empty());
  REQUIRE(numbers[2] == 0xffffffff);
  file.verify_all();
}

TEST_CASE("sections come back as they were written", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  const FileSum sum = write_small(path);
  CHECK(sum == sum_file(path));
  read_small(path);

  const SealedFile file(path, "words", 3);
  CHECK(file.bytes("first", 1, 3) == "ell");
  CHECK(file.bytes("first", 5, 0).empty());
  CHECK(file.section("numbers").offset % section_alignment == 0);
  CHECK(file.find_section("other") == nullptr);
  CHECK(code_of([&] { static_cast<void>(file.section("other")); }) == ErrorCode::archive_damaged);
}

TEST_CASE("a section is never read beyond its end", "[common][store]") {
  struct Row {
    std::uint64_t offset;
    std::uint64_t length;
  };
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  write_small(path);
  const SealedFile file(path, "words", 3);
  const auto row = GENERATE(values<Row>(
      {{0, 6}, {5, 1}, {6, 0}, {~std::uint64_t{0}, 1}, {1, ~std::uint64_t{0}}, {1u << 20, 1}}));
  CAPTURE(row.offset, row.length);
  CHECK(code_of([&] { static_cast<void>(file.bytes("first", row.offset, row.length)); }) ==
        ErrorCode::archive_damaged);
}

TEST_CASE("an array of another width is refused", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  write_small(path);
  const SealedFile file(path, "words", 3);
  const auto read = [&] { static_cast<void>(file.array<std::uint64_t>(file.section("numbers"))); };
  CHECK(code_of(read) == ErrorCode::archive_damaged);
}

TEST_CASE("another kind or version is not misread", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  write_small(path);
  CHECK(code_of([&] { SealedFile(path, "texts", 3); }) == ErrorCode::archive_damaged);
  const auto error = error_of([&] { SealedFile(path, "words", 4); });
  REQUIRE(error);
  CHECK(error->code() == ErrorCode::format_mismatch);
  CHECK_FALSE(error->hint().empty());
}

TEST_CASE("every altered byte of a sealed file is found", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  write_small(path);
  const std::string sound = test::slurp(path);
  for (std::size_t at = 0; at < sound.size(); ++at) {
    for (const int flip : {1, 0x10, 0x80, 0xff}) {
      CAPTURE(at, flip);
      std::string altered = sound;
      altered[at] = static_cast<char>(altered[at] ^ flip);
      test::spit(path, altered);
      const auto error = error_of([&] { read_small(path); });
      REQUIRE(error);
      REQUIRE(error->code() == ErrorCode::archive_damaged);
      REQUIRE(mentions(error, path.string()));
    }
  }
}

TEST_CASE("every cut and every addition to a sealed file is found", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  write_small(path);
  const std::string sound = test::slurp(path);
  for (std::size_t size = 0; size < sound.size(); ++size) {
    CAPTURE(size);
    test::spit(path, sound.substr(0, size));
    REQUIRE(code_of([&] { read_small(path); }) == ErrorCode::archive_damaged);
    test::spit(path, sound.substr(size) + sound);
    REQUIRE(code_of([&] { read_small(path); }) == ErrorCode::archive_damaged);
  }
  test::spit(path, sound + '\0');
  CHECK(code_of([&] { read_small(path); }) == ErrorCode::archive_damaged);
}

TEST_CASE("a crafted trailer is refused", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  write_small(path);
  std::string file = test::slurp(path);
  const std::string size = GENERATE(std::string(8, '\xff'), std::string(8, '\0'),
                                    std::string("\0\0\xff\xff\xff\xff\xff\x7f", 8));
  const std::size_t at = file.size() - GENERATE(32u, 24u);
  file.replace(at, 8, size);
  test::spit(path, file);
  CHECK(code_of([&] { read_small(path); }) == ErrorCode::archive_damaged);
}

TEST_CASE("a file without a trailer is refused", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  {
    SealedFileWriter file(path, "words", 3);
    file.begin_section("first");
    file.append(std::string(3 << 20, 'x'));
  }
  CHECK(code_of([&] { read_small(path); }) == ErrorCode::archive_damaged);
}

/// A file of many blocks, whose section "data" is \p data, appended in pieces of all sizes.
FileSum write_large(const std::filesystem::path& path, const std::string& data) {
  std::mt19937 random(7);
  SealedFileWriter file(path, "large", 1);
  file.begin_section("data");
  for (std::size_t at = 0; at < data.size();) {
    const std::size_t length = random() % 300000;
    file.append(std::string_view(data).substr(at, length));
    at += length;
  }
  return file.finish();
}

TEST_CASE("a large file is written in one pass and read in pieces", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  std::mt19937 random(1);
  const std::size_t size = GENERATE(std::size_t{0}, block_size - 8, block_size, block_size + 1,
                                    64 * block_size - 8, 64 * block_size, std::size_t{3333333});
  CAPTURE(size);
  const auto data = test::random_bytes(random, size);
  const FileSum sum = write_large(path, data);
  CHECK(sum == sum_file(path));
  const SealedFile file(path, "large", 1);
  CHECK(file.bytes(file.section("data")) == data);
  for (int i = 0; i < 100; ++i) {
    const std::size_t from = random() % (size + 1);
    const std::size_t length = random() % (size - from + 1);
    REQUIRE(file.bytes("data", from, length) == std::string_view(data).substr(from, length));
  }
}

TEST_CASE("only the blocks that are touched are verified", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  write_large(path, std::string(5 * block_size, 'x'));
  auto bytes = test::slurp(path);
  bytes[3 * block_size + 100] = 'y';
  test::spit(path, bytes);

  const SealedFile file(path, "large", 1);
  CHECK(file.bytes("data", 0, 2 * block_size).front() == 'x');
  CHECK(file.bytes("data", 4 * block_size, 10).front() == 'x');
  const auto error =
      error_of([&] { static_cast<void>(file.bytes("data", 3 * block_size + 9, 1)); });
  CHECK(mentions(error, "block at byte 49152 was altered"));
  CHECK(code_of([&] { file.verify_all(); }) == ErrorCode::archive_damaged);
}

TEST_CASE("several threads read one sealed file", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  std::mt19937 random(2);
  const auto data = test::random_bytes(random, 40 * block_size);
  write_large(path, data);
  const SealedFile file(path, "large", 1);
  std::atomic<int> wrong = 0;
  {
    std::vector<std::jthread> threads;
    for (unsigned seed = 0; seed < 4; ++seed) {
      threads.emplace_back([&, seed] {
        std::mt19937 mine(seed);
        for (int i = 0; i < 2000; ++i) {
          const std::size_t from = mine() % (data.size() - 100);
          if (file.bytes("data", from, 100) != std::string_view(data).substr(from, 100)) ++wrong;
        }
      });
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("a full disk is told apart from damage", "[common][store]") {
  if (!std::filesystem::exists("/dev/full")) return;
  const auto error = error_of([] {
    SealedFileWriter file("/dev/full", "words", 1);
    file.begin_section("first");
    file.append(std::string(2 << 20, 'x'));
    file.finish();
  });
  REQUIRE(error);
  CHECK(error->code() == ErrorCode::io);
  CHECK(mentions(error, "/dev/full: cannot write: No space left on device"));
  CHECK_FALSE(error->hint().empty());
}

TEST_CASE("a missing file, a folder and a pipe are no sealed files", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "file";
  SECTION("missing") {}
  SECTION("folder") { std::filesystem::create_directory(path); }
  SECTION("pipe") { REQUIRE(std::system(("mkfifo " + path.string()).c_str()) == 0); }
  CHECK(code_of([&] { SealedFile(path, "words", 1); }) == ErrorCode::archive_damaged);
}

}  // namespace
}  // namespace ae::store
