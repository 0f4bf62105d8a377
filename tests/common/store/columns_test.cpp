// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/columns.hpp"

#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

using test::code_of;

TEST_CASE("columns come back by docid", "[common][store]") {
  const test::TempDir dir;
  ColumnsWriter writer;
  writer.add({.day = 17513, .id = 11, .text_hash = 5, .facets = {{"person", {"B", "A", "B"}}}});
  writer.add({.id = 22, .text_hash = 5});
  writer.add({.day = -1, .id = 33, .facets = {{"outlet", {"O"}}, {"person", {"A"}}}});
  writer.add({.day = 0, .id = 44});
  CHECK(writer.documents() == 4);
  const auto path = dir.path() / "columns";
  const FileSum sum = writer.finish(path);
  CHECK(sum == sum_file(path));

  const Columns columns(path);
  CHECK(columns.documents() == 4);
  CHECK(std::ranges::equal(columns.days(), std::vector{17513, unknown_day, -1, 0}));
  CHECK(std::ranges::equal(columns.ids(), std::vector{11, 22, 33, 44}));
  CHECK(std::ranges::equal(columns.text_hashes(), std::vector{5, 5, 0, 0}));
  CHECK(columns.facets() == std::vector<std::string>{"outlet", "person"});

  const Facet person = columns.facet("person");
  CHECK(person.distinct() == 2);
  CHECK(person.value(0) == "A");
  CHECK(person.value(1) == "B");
  CHECK(std::ranges::equal(person.of(1), std::vector{0, 1}));
  CHECK(person.of(2).empty());
  CHECK(std::ranges::equal(person.of(3), std::vector{0}));
  CHECK(person.of(4).empty());
  CHECK(person.find("B") == 1u);
  CHECK_FALSE(person.find("AB"));
  CHECK_FALSE(person.find(""));
  CHECK_FALSE(person.find("C"));
}

TEST_CASE("of one article the same is told as of all", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "columns";
  std::mt19937 random(6);
  ColumnsWriter writer;
  for (int i = 0; i < 500; ++i) {
    std::vector<std::string> values(random() % 4);
    for (auto& value : values) value = "value " + std::to_string(random() % 90);
    writer.add({.day = static_cast<std::int32_t>(random() % 1000),
                .id = random(),
                .text_hash = random(),
                .facets = {{"person", values}}});
  }
  writer.finish(path);
  const Columns columns(path);
  const Facet all = columns.facet("person");
  const LazyFacet some = columns.lazy_facet("person");
  REQUIRE(some.distinct() == all.distinct());
  for (std::uint32_t ordinal = 0; ordinal < all.distinct(); ++ordinal)
    CHECK(some.value(ordinal) == all.value(ordinal));
  for (std::uint32_t docid = 1; docid <= 500; ++docid) {
    CHECK(std::ranges::equal(some.of(docid), all.of(docid)));
    CHECK(columns.day(docid) == columns.days()[docid - 1]);
    CHECK(columns.id(docid) == columns.ids()[docid - 1]);
    CHECK(columns.text_hash(docid) == columns.text_hashes()[docid - 1]);
  }
  CHECK(some.of(0).empty());
  CHECK(some.of(501).empty());
  CHECK(columns.lazy_facet("place").distinct() == 0);
  CHECK(columns.lazy_facet("place").of(1).empty());
}

TEST_CASE("of every value it is known whose it is", "[common][store]") {
  const ae::test::TempDir dir;
  ColumnsWriter writer;
  constexpr std::uint32_t documents = 3000;
  for (std::uint32_t docid = 1; docid <= documents; ++docid) {
    std::vector<std::string> values;
    if (docid % 7 == 1 || docid < 20 || docid > 2990) values = {"A", "B"};
    if (docid > 100 && docid < 2900 && docid != 1500) values.clear();  // far from one to the next
    writer.add({.day = 1, .id = docid, .facets = {{"person", values}}});
  }
  writer.finish(dir.path() / "columns");
  const Columns columns(dir.path() / "columns");
  const Facet facet = columns.facet("person");
  std::size_t place = 0;
  for (std::uint32_t docid = 1, before = 1; docid <= documents; ++docid)
    for (const std::uint32_t ordinal : facet.of(docid)) {
      CHECK(facet.ordinals()[place] == ordinal);
      CHECK(facet.holder(place, 1) == docid);
      CHECK(facet.holder(place, before) == docid);
      CHECK(facet.holder(place++, docid) == docid);
      before = docid;
    }
  CHECK(place == facet.ordinals().size());
}

TEST_CASE("who looks at few articles meets damage there and nowhere else", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "columns";
  constexpr std::uint32_t documents = 3 * block_size / sizeof(std::uint32_t);
  ColumnsWriter writer;
  for (std::uint32_t docid = 1; docid <= documents; ++docid)
    writer.add({.day = 1, .id = docid, .facets = {{"person", {"A"}}}});
  writer.finish(path);
  auto bytes = test::slurp(path);
  const SealedFile file(path, "columns", 1);
  for (const char* name : {"day", "person.ordinals"})
    bytes[file.section(name).offset + file.section(name).length - 1] ^= 1;
  test::spit(path, bytes);
  const Columns columns(path);
  CHECK(columns.day(1) == 1);
  CHECK(columns.lazy_facet("person").of(1).size() == 1);
  CHECK(code_of([&] { static_cast<void>(columns.day(documents)); }) == ErrorCode::archive_damaged);
  CHECK(code_of([&] { static_cast<void>(columns.lazy_facet("person").of(documents)); }) ==
        ErrorCode::archive_damaged);
  CHECK(code_of([&] { static_cast<void>(columns.days()); }) == ErrorCode::archive_damaged);
  CHECK(code_of([&] { static_cast<void>(columns.facet("person")); }) == ErrorCode::archive_damaged);
}

TEST_CASE("docids that are not there have no values", "[common][store]") {
  const test::TempDir dir;
  ColumnsWriter writer;
  writer.add({.facets = {{"person", {"A"}}}});
  writer.finish(dir.path() / "columns");
  const Columns columns(dir.path() / "columns");
  for (const auto& facet : {columns.facet("person"), columns.facet("place"), Facet()}) {
    CHECK(facet.of(0).empty());
    CHECK(facet.of(2).empty());
    CHECK(facet.of(0xffffffff).empty());
  }
  CHECK(columns.facet("place").distinct() == 0);
  CHECK(columns.facet("place").of(1).empty());
  CHECK_FALSE(columns.facet("place").find("A"));
}

TEST_CASE("an empty segment has empty columns", "[common][store]") {
  const test::TempDir dir;
  ColumnsWriter().finish(dir.path() / "columns");
  const Columns columns(dir.path() / "columns");
  CHECK(columns.documents() == 0);
  CHECK(columns.days().empty());
  CHECK(columns.facets().empty());
}

TEST_CASE("random facets equal what was added", "[common][store]") {
  const test::TempDir dir;
  std::mt19937 random(11);
  std::vector<std::set<std::string>> expected;
  ColumnsWriter writer;
  for (int i = 0; i < 3000; ++i) {
    std::vector<std::string> values;
    for (auto n = random() % 6; n > 1; --n) {
      values.push_back(test::random_bytes(random, random() % 3));
    }
    expected.emplace_back(values.begin(), values.end());
    DocumentColumns document;
    if (!values.empty()) document.facets.emplace_back("place", values);
    writer.add(document);
  }
  writer.finish(dir.path() / "columns");
  const Columns columns(dir.path() / "columns");
  const Facet place = columns.facet("place");
  for (std::uint32_t ordinal = 0; ordinal < place.distinct(); ++ordinal) {
    REQUIRE(place.find(place.value(ordinal)) == ordinal);
    if (ordinal > 0) REQUIRE(place.value(ordinal - 1) < place.value(ordinal));
  }
  for (std::uint32_t docid = 1; docid <= expected.size(); ++docid) {
    std::set<std::string> values;
    for (const auto ordinal : place.of(docid)) values.emplace(place.value(ordinal));
    REQUIRE(values == expected[docid - 1]);
    REQUIRE(std::ranges::is_sorted(place.of(docid)));
    REQUIRE(place.of(docid).size() == values.size());
  }
}

TEST_CASE("the columns of several segments are those of all their articles", "[common][store]") {
  const test::TempDir dir;
  std::mt19937 random(12);
  ColumnsWriter whole;
  std::vector<std::filesystem::path> paths;
  for (const int articles : {40, 0, 1, 300}) {
    ColumnsWriter part;
    for (int i = 0; i < articles; ++i) {
      std::vector<std::uint32_t> prints(random() % 5);
      std::ranges::generate(prints, std::ref(random));
      std::vector<std::string> values(random() % 4);
      for (auto& value : values) value = test::random_bytes(random, random() % 3);
      DocumentColumns document{.day = static_cast<std::int32_t>(random() % 1000),
                               .id = random(),
                               .text_hash = random(),
                               .prints = {static_cast<std::uint32_t>(i), prints}};
      if (articles > 1) document.facets.emplace_back(i % 2 == 0 ? "org" : "person", values);
      part.add(document);
      whole.add(document);
    }
    part.finish(paths.emplace_back(dir.path() / std::to_string(paths.size())));
  }
  const FileSum expected = whole.finish(dir.path() / "whole");
  CHECK(concatenate_columns(dir.path() / "united", paths) == expected);
  CHECK(test::slurp(dir.path() / "united") == test::slurp(dir.path() / "whole"));
}

TEST_CASE("every altered byte of the columns is found", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "columns";
  ColumnsWriter writer;
  writer.add({.day = 1, .facets = {{"person", {"A", "B"}}}});
  writer.add({.day = 2, .facets = {{"person", {"C"}}}});
  writer.finish(path);
  const auto sound = test::slurp(path);
  for (std::size_t at = 0; at < sound.size(); ++at) {
    CAPTURE(at);
    auto altered = sound;
    altered[at] = static_cast<char>(altered[at] ^ 0x21);
    test::spit(path, altered);
    const auto read = [&] {
      const Columns columns(path);
      static_cast<void>(columns.days());
      const Facet person = columns.facet("person");
      for (std::uint32_t ordinal = 0; ordinal < person.distinct(); ++ordinal)
        static_cast<void>(person.value(ordinal));
    };
    REQUIRE(code_of(read) == ErrorCode::archive_damaged);
  }
}

TEST_CASE("facets that make no sense are refused", "[common][store]") {
  struct Row {
    std::vector<std::uint32_t> offsets;
    std::vector<std::uint32_t> ordinals;
    std::vector<std::uint32_t> starts;
  };
  const auto row = GENERATE(values<Row>({
      {{0, 1}, {1}, {0, 1}},           // ordinal without a value
      {{0, 2}, {0}, {0, 1}},           // offset beyond the ordinals
      {{0}, {}, {0, 1}},               // too few offsets
      {{1, 1}, {0}, {0, 1}},           // begins late
      {{0, 1}, {0}, {0, 9}},           // value beyond its bytes
      {{0, 1}, {0}, {}},               // no values at all
      {{0, 1}, {0}, {0, 2, 1}},        // value of negative length
      {{0, 0xffffffff}, {0}, {0, 1}},  // huge
  }));
  const test::TempDir dir;
  const auto path = dir.path() / "columns";
  SealedFileWriter file(path, "columns", 1);
  file.begin_section("day");
  file.append("\1\1\1\1");
  file.begin_section("person.offsets");
  file.append(std::span(row.offsets));
  file.begin_section("person.ordinals");
  file.append(std::span(row.ordinals));
  file.begin_section("person.starts");
  file.append(std::span(row.starts));
  file.begin_section("person.values");
  file.append("A");
  file.begin_section("id");
  file.append("short");
  file.finish();
  const Columns columns(path);
  CHECK(columns.documents() == 1);
  const auto read = [&] {
    const Facet person = columns.facet("person");
    for (std::uint32_t ordinal = 0; ordinal < person.distinct(); ++ordinal)
      static_cast<void>(person.value(ordinal));
  };
  CHECK(code_of(read) == ErrorCode::archive_damaged);
  CHECK(code_of([&] { static_cast<void>(columns.ids()); }) == ErrorCode::archive_damaged);
}

}  // namespace
}  // namespace ae::store
