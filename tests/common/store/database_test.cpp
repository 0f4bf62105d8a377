// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/database.hpp"

#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

using test::code_of;
using test::error_of;
using test::mentions;

void write_database(const std::filesystem::path& path) {
  auto database = create_database(path);
  Xapian::Document document;
  document.add_term("word");
  document.set_data("text");
  database.add_document(document);
  database.commit();
}

TEST_CASE("a database that was created can be read", "[common][store]") {
  const test::TempDir dir;
  write_database(dir.path() / "xapian");
  const auto database = open_database(dir.path() / "xapian");
  CHECK(database.get_doccount() == 1);
  CHECK(database.get_document(1).get_data() == "text");
  CHECK_FALSE(std::filesystem::exists(dir.path() / "xapian" / "termlist.glass"));
}

TEST_CASE("what is no glass database is never opened", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "xapian";
  const auto proof = dir.path() / "program-was-run";
  const std::string stub = "remote :/usr/bin/touch " + proof.string() + "\n";
  SECTION("missing") {}
  SECTION("stub file") { test::spit(path, stub); }
  SECTION("folder with a stub") {
    std::filesystem::create_directory(path);
    test::spit(path / "XAPIANDB", stub);
  }
  SECTION("empty file") { test::spit(path, ""); }
  const auto error = error_of([&] { static_cast<void>(open_database(path)); });
  REQUIRE(error);
  CHECK(error->code() == ErrorCode::archive_damaged);
  CHECK(mentions(error, path.string()));
  CHECK_FALSE(std::filesystem::exists(proof));
}

TEST_CASE("a cut database is damaged", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "xapian";
  write_database(path);
  std::filesystem::resize_file(path / GENERATE("iamglass", "postlist.glass"), 10);
  const auto read = [&] {
    auto database = open_database(path);
    translated(path, [&] { return database.get_termfreq("word"); });
  };
  const auto code = code_of(read);
  REQUIRE(code);
  CHECK((code == ErrorCode::archive_damaged || code == ErrorCode::io));
}

TEST_CASE("Xapian's other exceptions leave as errors too", "[common][store]") {
  const test::TempDir dir;
  const auto refused = [&] {
    translated(dir.path(), [] { throw Xapian::InvalidArgumentError("no such thing"); });
  };
  CHECK(code_of(refused) == ErrorCode::internal);
  const auto locked = [&] {
    const auto first = create_database(dir.path() / "xapian");
    static_cast<void>(Xapian::WritableDatabase((dir.path() / "xapian").string()));
  };
  CHECK(code_of([&] { translated(dir.path(), locked); }) == ErrorCode::archive_locked);
}

}  // namespace
}  // namespace ae::store
