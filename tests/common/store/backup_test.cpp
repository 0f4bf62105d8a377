// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/backup.hpp"

#include "common/store/archive.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>
#include <string>

#include "tests/common/store/archives.hpp"

namespace ae::store {
namespace {

namespace fs = std::filesystem;
using test::build_segment;
using test::code_of;
using test::error_of;
using test::make_archive;
using test::mentions;
using test::names_in;
using test::spit;
using test::text_of;

TEST_CASE("a backup is a sound archive with the same state", "[common][store]") {
  const test::TempDir dir;
  const auto archive = dir.path() / "archive", copy = dir.path() / "new" / "copy";
  make_archive(archive);
  ArchiveWriter::open_or_create(archive).publish({.tombstones = {{"000001", {2}}}});
  const BackedUp done = back_up(archive, copy / "");
  CHECK(done.revision == 2);
  CHECK(done.articles == 9);
  CHECK(check(copy).empty());
  CHECK(Snapshot::open(copy).manifest() == Snapshot::open(archive).manifest());
  CHECK(text_of(Snapshot::open(copy), 0) == "first");
  CHECK(names_in(copy) ==
        std::set<std::string>{"ae-archive", "lock", "CURRENT", "manifest-000002", "segments"});
  auto writer = ArchiveWriter::open_or_create(copy);  // and goes on by itself
  writer.publish({.added = {build_segment(writer, "more")}});
  CHECK(Snapshot::open(archive).segments().size() == 1);
}

TEST_CASE("a backup may be made while somebody writes", "[common][store]") {
  const test::TempDir dir;
  const auto archive = dir.path() / "archive", copy = dir.path() / "copy";
  make_archive(archive);
  auto writer = ArchiveWriter::open_or_create(archive);
  static_cast<void>(build_segment(writer, "unpublished"));
  static_cast<void>(back_up(archive, copy));
  CHECK(check(copy).empty());
  CHECK(names_in(copy / "segments") == std::set<std::string>{"000001"});
}

TEST_CASE("no backup is made of damage, and the file is named", "[common][store]") {
  const test::TempDir dir;
  const auto archive = dir.path() / "archive", copy = dir.path() / "copy";
  make_archive(archive);
  spit(archive / "segments/000001/xapian/iamglass", "firstFirst");
  const auto error = error_of([&] { static_cast<void>(back_up(archive, copy)); });
  CHECK(mentions(error, "segments/000001/xapian/iamglass: was altered"));
  CHECK(code_of([&] { static_cast<void>(Snapshot::open(copy)); }) == ErrorCode::no_archive);
  CHECK(names_in(copy).empty());
}

TEST_CASE("a backup goes to a new or empty folder only", "[common][store]") {
  const test::TempDir dir;
  const auto archive = dir.path() / "archive", other = dir.path() / "other";
  make_archive(archive);
  make_archive(other);
  const auto to = [&](const fs::path& copy) {
    return error_of([&] { static_cast<void>(back_up(archive, copy)); });
  };
  CHECK(mentions(to(other), "holds an archive already"));
  CHECK(check(other).empty());
  CHECK(mentions(to(archive / "copy"), "lies in the archive itself"));
  CHECK(mentions(to(archive), "lies in the archive itself"));
  fs::create_directory(dir.path() / "full");
  spit(dir.path() / "full" / "thesis", "years of work");
  CHECK(mentions(to(dir.path() / "full"), "is not empty: it holds thesis"));
  CHECK(names_in(dir.path() / "full") == std::set<std::string>{"thesis"});
}

TEST_CASE("a backup that broke off is no archive, and the next one takes its place",
          "[common][store]") {
  const test::TempDir dir;
  const auto archive = dir.path() / "archive", copy = dir.path() / "copy";
  make_archive(archive);
  fs::create_directories(copy / "segments" / "000009");
  spit(copy / "segments" / "000009" / "texts", "half");
  spit(copy / "backup-unfinished", "");
  spit(copy / "keepsake", "not ours");
  CHECK(code_of([&] { static_cast<void>(Snapshot::open(copy)); }) == ErrorCode::no_archive);
  static_cast<void>(back_up(archive, copy));
  CHECK(check(copy).empty());
  CHECK(names_in(copy / "segments") == std::set<std::string>{"000001"});
  CHECK(names_in(copy).contains("keepsake"));
}

TEST_CASE("a backup that broke off in its first moment leaves room for the next",
          "[common][store]") {
  const test::TempDir dir;
  const auto archive = dir.path() / "archive", copy = dir.path() / "copy";
  make_archive(archive);
  fs::create_directory(copy);
  spit(copy / "lock", "");
  spit(copy / "backup-unfinished.tmp", "a backup");
  static_cast<void>(back_up(archive, copy));
  CHECK(check(copy).empty());
  CHECK_FALSE(names_in(copy).contains("backup-unfinished.tmp"));
}

}  // namespace
}  // namespace ae::store
