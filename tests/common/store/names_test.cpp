// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/names.hpp"

#include "ae/error.hpp"
#include "common/store/files.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace ae::store {
namespace {

constexpr std::uint8_t person = 0;
constexpr std::uint8_t org = 1;

/// Three articles: Doug Jones; Jones, Shelby and CNN; nobody.
Columns columns(const test::TempDir& dir) {
  ColumnsWriter writer;
  writer.add({.id = 1, .facets = {{"person", {"Doug Jones"}}}});
  writer.add({.id = 2, .facets = {{"person", {"Jones", "Shelby"}}, {"org", {"CNN"}}}});
  writer.add({.id = 3, .facets = {}});
  static_cast<void>(writer.finish(dir.path() / "columns"));
  return Columns(dir.path() / "columns");
}

Meanings example() {
  Meanings meanings;
  meanings.general[{person, "Jones"}] = {.is = {person, "Doug Jones"}, .why = "mostly"};
  meanings.general[{org, "CNN"}] = {.is = {}, .why = "aliases, line 1"};
  meanings.single[{2, {person, "Shelby"}}] = {.is = {person, "Richard Shelby"}, .why = "inferred"};
  return meanings;
}

std::vector<std::string> values(const Facet& facet, std::uint32_t docid) {
  std::vector<std::string> out;
  for (const auto ordinal : facet.of(docid)) out.emplace_back(facet.value(ordinal));
  return out;
}

TEST_CASE("names are kept as what they mean", "[store][names]") {
  const test::TempDir dir;
  const auto path = dir.path() / "names-000001";
  static_cast<void>(write_names(path, columns(dir), example()));
  const Names names(path);
  CHECK(names.documents() == 3);
  CHECK(names.recipe() == hash_of(example()));
  const Facet people = names.facet(person);
  CHECK(values(people, 1) == std::vector<std::string>{"Doug Jones"});
  CHECK(values(people, 2) == std::vector<std::string>{"Doug Jones", "Richard Shelby"});
  CHECK(values(people, 3).empty());
  CHECK(names.facet(org).distinct() == 0);

  CHECK(names.known_by(person, "jones") == names.known_by(person, "doug jones"));
  CHECK(names.known_by(person, "shelby").size() == 1);
  CHECK(names.known_by(person, "moore").empty());

  CHECK_FALSE(names.has_single(1));
  CHECK(names.has_single(2));
  CHECK_FALSE(names.has_single(3));
  CHECK(names.general_meaning({person, "Shelby"}).is.name == "Shelby");
  CHECK(names.meaning(1, {person, "Jones"}).is.name == "Doug Jones");
  CHECK(names.meaning(2, {person, "Shelby"}).why == "inferred");
  CHECK(names.meaning(1, {person, "Shelby"}).is.name == "Shelby");
  CHECK(names.meaning(2, {org, "CNN"}).is.name.empty());
}

TEST_CASE("other meanings have another hash", "[store][names]") {
  Meanings other = example();
  other.general[{person, "Jones"}].why = "else";
  CHECK(hash_of(other) != hash_of(example()));
  CHECK(hash_of({}) != hash_of(example()));
}

TEST_CASE("damaged names are refused", "[store][names]") {
  const test::TempDir dir;
  const auto path = dir.path() / "names-000001";
  static_cast<void>(write_names(path, columns(dir), example()));
  const std::string bytes = read_small_file(path, 1 << 20);
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    std::string hurt = bytes;
    hurt[at] = static_cast<char>(hurt[at] ^ 0x20);
    dir.write("hurt", hurt);
    CHECK_THROWS_AS(
        [&] {
          const Names names(dir.path() / "hurt");
          for (std::size_t type = 0; type < name_facets.size(); ++type) {
            static_cast<void>(names.facet(type));
            static_cast<void>(names.known_by(type, "jones"));
          }
          static_cast<void>(names.recipe());
          static_cast<void>(names.meaning(2, {person, "Shelby"}));
          static_cast<void>(names.meaning(2, {person, "Jones"}));
        }(),
        Error);
  }
}

}  // namespace
}  // namespace ae::store
