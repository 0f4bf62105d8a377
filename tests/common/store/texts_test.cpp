// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/texts.hpp"

#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

using test::code_of;
using test::error_of;
using test::mentions;

/// Words of a small vocabulary, as text that compresses.
std::string prose(std::mt19937& random, std::size_t words) {
  std::string text;
  for (std::size_t i = 0; i < words; ++i) {
    text += "word" + std::to_string(random() % 3000) + ' ';
  }
  return text;
}

std::vector<std::string> many_records(std::size_t count) {
  std::mt19937 random(5);
  std::vector<std::string> records;
  for (std::size_t i = 0; i < count; ++i) records.push_back(prose(random, random() % 400));
  return records;
}

FileSum write(const std::filesystem::path& path, const std::vector<std::string>& records) {
  TextsWriter writer(path);
  std::uint32_t docid = 0;
  for (const auto& record : records) REQUIRE(writer.add(record) == ++docid);
  return writer.finish();
}

void check_equal(const Texts& texts, const std::vector<std::string>& records) {
  REQUIRE(texts.documents() == records.size());
  for (std::uint32_t docid = 1; docid <= records.size(); ++docid) {
    CAPTURE(docid);
    REQUIRE(texts.read(docid) == records[docid - 1]);
  }
}

TEST_CASE("records come back byte for byte", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "texts";
  std::mt19937 random(1);
  const std::vector<std::string> records{"", std::string("a\0b", 3), "\xff\xfe",
                                         prose(random, 5000)};
  const FileSum sum = write(path, records);
  CHECK(sum == sum_file(path));
  const Texts texts(path);
  check_equal(texts, records);
  CHECK(texts.dictionary().empty());
  CHECK_NOTHROW(texts.verify_all());
}

TEST_CASE("a segment without articles has no texts", "[common][store]") {
  const test::TempDir dir;
  write(dir.path() / "texts", {});
  const Texts texts(dir.path() / "texts");
  CHECK(texts.documents() == 0);
  CHECK(code_of([&] { static_cast<void>(texts.read(1)); }) == ErrorCode::archive_damaged);
}

TEST_CASE("a large segment learns a dictionary and gets smaller by it", "[common][store]") {
  const test::TempDir dir;
  const auto records = many_records(3000);
  const FileSum with = write(dir.path() / "texts", records);
  const Texts texts(dir.path() / "texts");
  CHECK(texts.dictionary().size() > 10000);
  CHECK(texts.dictionary().size() <= 112 * 1024);
  check_equal(texts, records);

  TextsWriter plain(dir.path() / "plain");
  std::size_t compressed = 0;
  for (std::uint32_t docid = 1; docid <= 500; ++docid) plain.add(records[docid - 1]);
  plain.finish();
  const Texts small(dir.path() / "plain");
  std::size_t compressed_alone = 0;
  for (std::uint32_t docid = 1; docid <= 500; ++docid) {
    compressed += texts.raw(docid).size();
    compressed_alone += small.raw(docid).size();
  }
  CHECK(small.dictionary().empty());
  CHECK(compressed < compressed_alone * 9 / 10);
  CHECK(with.size < 3000 * 1500);
}

TEST_CASE("records that teach nothing are stored without a dictionary", "[common][store]") {
  const test::TempDir dir;
  const std::vector<std::string> records{std::string(3 << 20, 'x'), "small"};
  write(dir.path() / "texts", records);
  const Texts texts(dir.path() / "texts");
  check_equal(texts, records);
}

TEST_CASE("records move to another segment without compressing again", "[common][store]") {
  const test::TempDir dir;
  const auto records = many_records(GENERATE(std::size_t{50}, std::size_t{3000}));
  write(dir.path() / "from", records);
  const Texts from(dir.path() / "from");
  TextsWriter writer(dir.path() / "to", std::string(from.dictionary()));
  for (std::uint32_t docid = 1; docid <= from.documents(); ++docid) {
    CHECK(writer.append_raw(from.raw(docid)) == docid);
  }
  writer.add("one more");
  writer.finish();
  auto all = records;
  all.emplace_back("one more");
  check_equal(Texts(dir.path() / "to"), all);
}

TEST_CASE("what is packed already stands in the file as it is", "[common][store]") {
  const test::TempDir dir;
  std::mt19937 random(8);
  std::vector<std::string> records, fronts;
  TextsWriter writer(dir.path() / "texts");
  for (std::size_t i = 0; i < 2000; ++i) {
    fronts.push_back(test::random_bytes(random, i % 200));
    records.push_back(fronts.back() + prose(random, i % 300));
    writer.add(records.back(), fronts.back().size());
  }
  writer.finish();
  const Texts texts(dir.path() / "texts");
  check_equal(texts, records);
  for (std::uint32_t docid = 1; docid <= texts.documents(); ++docid)
    CHECK(texts.raw(docid).find(fronts[docid - 1]) != std::string_view::npos);
}

TEST_CASE("a dictionary that comes late gives the same file as one that was there",
          "[common][store]") {
  const test::TempDir dir;
  const auto records = many_records(3000);
  const auto path = [&](const char* name) { return dir.path() / name; };
  SharedDictionary first;
  auto dictionary = first.awaited.emplace().get_future().share();
  TextsWriter late(path("late"), SharedDictionary{.given = dictionary});
  for (std::size_t i = 0; i < 2500; ++i) late.add(records[i]);
  CHECK(dictionary.wait_for(std::chrono::seconds(0)) == std::future_status::timeout);
  {
    TextsWriter trains(path("first"), std::move(first));
    for (const auto& record : records) trains.add(record);
    trains.finish();
  }
  CHECK(dictionary.get().size() > 10000);
  for (std::size_t i = 2500; i < records.size(); ++i) late.add(records[i]);
  late.finish();
  CHECK(Texts(path("first")).dictionary() == dictionary.get());
  CHECK(test::slurp(path("late")) == test::slurp(path("first")));
}

TEST_CASE("texts learn for themselves where those before were too few", "[common][store]") {
  const test::TempDir dir;
  const auto records = many_records(3000);
  write(dir.path() / "alone", records);
  SharedDictionary first;
  TextsWriter late(dir.path() / "late",
                   SharedDictionary{.given = first.awaited.emplace().get_future().share()});
  for (const auto& record : records) late.add(record);
  TextsWriter few(dir.path() / "few", std::move(first));
  few.add(records.front());
  few.finish();
  late.finish();
  CHECK(test::slurp(dir.path() / "late") == test::slurp(dir.path() / "alone"));
}

TEST_CASE("an altered article is named", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "texts";
  const auto records = many_records(2000);
  write(path, records);
  auto bytes = test::slurp(path);
  std::size_t at = 0;
  {
    const Texts texts(path);
    at = bytes.find(texts.raw(1234));
  }
  REQUIRE(at != std::string::npos);
  bytes[at + 20] = static_cast<char>(bytes[at + 20] ^ 4);
  test::spit(path, bytes);
  const Texts texts(path);
  CHECK(texts.read(1) == records[0]);
  const auto error = error_of([&] { static_cast<void>(texts.read(1234)); });
  CHECK(mentions(error, path.string() + ": article 1234 is damaged"));
  CHECK(code_of([&] { texts.verify_all(); }) == ErrorCode::archive_damaged);
}

/// A file with good checksums around records that no TextsWriter wrote.
void craft(const std::filesystem::path& path, const std::string& records,
           const std::vector<std::uint32_t>& offsets, const std::string& dictionary = {}) {
  SealedFileWriter file(path, "texts", 1);
  file.begin_section("dictionary");
  file.append(dictionary);
  file.begin_section("records");
  file.append(records);
  file.begin_section("offsets32");
  file.append(std::span(offsets));
  file.finish();
}

TEST_CASE("records that nobody wrote are refused", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "texts";
  std::mt19937 random(3);
  for (int round = 0; round < 300; ++round) {
    const auto size = static_cast<std::uint32_t>(random() % 60);
    std::string record = test::random_bytes(random, size);
    // Mostly a frame's magic number, so that zstd looks further.
    if (size > 13 && round % 4 != 0) record.replace(8, 5, std::string("\0\x28\xb5\x2f\xfd", 5));
    craft(path, record, {0, size}, round % 3 == 0 ? record : "");
    const Texts texts(path);
    REQUIRE(code_of([&] { static_cast<void>(texts.read(1)); }) == ErrorCode::archive_damaged);
  }
}

TEST_CASE("a record that claims to be huge is refused unread", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "texts";
  // Frame header: 8-byte content size, single segment.
  const std::string record =
      std::string(8, 'c') + std::string("\0\x28\xb5\x2f\xfd\xe0\0\0\0\x40\0\0\0\0\x01", 15);
  craft(path, record, {0, static_cast<std::uint32_t>(record.size())});
  const Texts texts(path);
  CHECK(code_of([&] { static_cast<void>(texts.read(1)); }) == ErrorCode::archive_damaged);
}

TEST_CASE("offsets that make no sense are refused", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "texts";
  const auto offsets = GENERATE(std::vector<std::uint32_t>{0, 5}, std::vector<std::uint32_t>{9, 0},
                                std::vector<std::uint32_t>{0, 4000000000},
                                std::vector<std::uint32_t>{4000000000, 4000000100});
  craft(path, std::string(100, 'x'), offsets);
  const Texts texts(path);
  for (const std::uint32_t docid : {0u, 1u, 2u, 0xffffffffu}) {
    CAPTURE(docid);
    CHECK(code_of([&] { static_cast<void>(texts.read(docid)); }) == ErrorCode::archive_damaged);
  }
  craft(path, "", {});
  CHECK(code_of([&] { Texts{path}; }) == ErrorCode::archive_damaged);
}

}  // namespace
}  // namespace ae::store
