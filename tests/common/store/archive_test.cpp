// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/archive.hpp"

#include "common/store/hash.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

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
using test::text_of;

TEST_CASE("a new archive is empty and sound", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "new" / "archive";
  CHECK(ArchiveWriter::open_or_create(path).snapshot().segments().empty());
  const auto snapshot = Snapshot::open(path);
  CHECK(snapshot.revision() == 0);
  CHECK(snapshot.articles() == 0);
  CHECK(check(path).empty());
  CHECK(ArchiveWriter::open_or_create(path).snapshot().manifest() == snapshot.manifest());
}

TEST_CASE("what is published is what readers find", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  auto writer = ArchiveWriter::open_or_create(path / "");
  auto first = build_segment(writer, "first", 10);
  auto second = build_segment(writer, "second", 20);
  second.tombstones = {20, 19};
  writer.publish({.added = {first, second}, .settings = {{"language", "en"}, {"x", "y"}}});
  const auto snapshot = Snapshot::open(path);
  CHECK(snapshot.manifest() == writer.snapshot().manifest());
  CHECK(snapshot.revision() == 1);
  CHECK(snapshot.articles() == 28);
  REQUIRE(snapshot.segments().size() == 2);
  CHECK(text_of(snapshot, 0) == "first");
  CHECK(text_of(snapshot, 1) == "second");
  CHECK(snapshot.segments()[1].files.size() == 2);
  CHECK(snapshot.segments()[1].files[0].sum == sum_file(path / "segments/000002/texts"));
  CHECK(check(path).empty());

  writer.publish({.added = {build_segment(writer, "third")},
                  .removed = {"000001"},
                  .tombstones = {{"000002", {1, 19, 2}}},
                  .settings = {{"language", "de"}, {"x", ""}}});
  CHECK(snapshot.superseded());
  const auto newer = Snapshot::open(path);
  CHECK_FALSE(newer.superseded());
  CHECK(to_text(newer.segments()[0].tombstones) == "1-2,19-20");
  CHECK(newer.articles() == 26);
  CHECK(newer.manifest().settings == Settings{{"language", "de"}});
  CHECK(text_of(newer, 1) == "third");
  CHECK(names_in(path / "segments") == std::set<std::string>{"000002", "000003"});
  CHECK(names_in(path) ==
        std::set<std::string>{"ae-archive", "lock", "CURRENT", "manifest-000002", "segments"});
}

TEST_CASE("a reader keeps what it has opened", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  const auto snapshot = Snapshot::open(path);
  const SealedFile file(snapshot.path_of(snapshot.segments()[0], part::texts), "texts", 1);
  ArchiveWriter::open_or_create(path).publish({.removed = {"000001"}});
  CHECK_FALSE(fs::exists(path / "segments" / "000001"));
  CHECK(file.bytes(file.section("records")) == "first");
}

TEST_CASE("an interrupted run leaves nothing behind", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  test::spit(path / "notes.txt", "not ours");
  {
    auto writer = ArchiveWriter::open_or_create(path);
    build_segment(writer, "never published");
    fs::create_directories(path / "segments" / "000009" / "xapian");
    test::spit(path / "manifest-000007", "never in force");
    test::spit(path / "manifest-000007.tmp", "cut");
    test::spit(path / "CURRENT.tmp", "cut");
  }
  auto writer = ArchiveWriter::open_or_create(path);
  CHECK(names_in(path) == std::set<std::string>{"ae-archive", "lock", "CURRENT", "manifest-000001",
                                                "notes.txt", "segments"});
  CHECK(names_in(path / "segments") == std::set<std::string>{"000001"});
  const auto building = writer.begin_segment();
  CHECK(building.filename() == "building-000002");
  writer.discard(building);
  CHECK_FALSE(fs::exists(building));
}

TEST_CASE("the second writer is told who the first one is", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  {
    const auto first = ArchiveWriter::open_or_create(path);
    const auto error = error_of([&] { static_cast<void>(ArchiveWriter::open_or_create(path)); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::archive_locked);
    CHECK(mentions(error, "process " + std::to_string(::getpid()) + " on "));
    CHECK_NOTHROW(Snapshot::open(path));
  }
  CHECK_NOTHROW(ArchiveWriter::open_or_create(path));
}

TEST_CASE("a folder that is not ours stays as it is", "[common][store]") {
  const test::TempDir dir;
  dir.write("letter.txt", "dear");
  const auto error =
      error_of([&] { static_cast<void>(ArchiveWriter::open_or_create(dir.path())); });
  REQUIRE(error);
  CHECK(error->code() == ErrorCode::no_archive);
  CHECK(mentions(error, "letter.txt"));
  CHECK(names_in(dir.path()) == std::set<std::string>{"letter.txt"});
}

TEST_CASE("a creation cut short is taken up again", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  static_cast<void>(ArchiveWriter::open_or_create(path));
  fs::remove(path / "ae-archive");
  fs::remove(path / "segments");
  if (GENERATE(true, false)) fs::remove(path / "CURRENT");
  CHECK(code_of([&] { static_cast<void>(Snapshot::open(path)); }) == ErrorCode::no_archive);
  CHECK_NOTHROW(ArchiveWriter::open_or_create(path));
  CHECK(check(path).empty());
}

TEST_CASE("what is no archive says how to build one", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  SECTION("nothing there") {}
  SECTION("a file") { test::spit(path, "text"); }
  SECTION("an empty folder") { fs::create_directory(path); }
  SECTION("a folder of something else") {
    fs::create_directory(path);
    test::spit(path / "CURRENT", "MANIFEST-000001\n");
  }
  for (const auto& error : {error_of([&] { static_cast<void>(Snapshot::open(path)); }),
                            error_of([&] { static_cast<void>(check(path)); })}) {
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::no_archive);
    CHECK(mentions(error, path.string()));
    CHECK(error->hint().find("ae-index FOLDER") != std::string::npos);
  }
}

TEST_CASE("an archive of another format is refused by readers and writers", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  test::spit(path / "ae-archive", "ae-archive 99\nsomething new\n");
  CHECK(code_of([&] { static_cast<void>(Snapshot::open(path)); }) == ErrorCode::format_mismatch);
  CHECK(code_of([&] { static_cast<void>(ArchiveWriter::open_or_create(path)); }) ==
        ErrorCode::format_mismatch);
  CHECK(fs::exists(path / "segments" / "000001" / "texts"));
}

TEST_CASE("a missing, cut or swollen file is named at once", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  const auto name = GENERATE("segments/000001/texts", "segments/000001/xapian/iamglass");
  const auto file = path / name;
  SECTION("missing") { fs::remove(file); }
  SECTION("cut") { fs::resize_file(file, fs::file_size(file) - 1); }
  SECTION("swollen") { fs::resize_file(file, fs::file_size(file) + 1); }
  SECTION("a link") {
    fs::rename(file, dir.path() / "elsewhere");
    fs::create_symlink(dir.path() / "elsewhere", file);
  }
  const auto error = error_of([&] { static_cast<void>(Snapshot::open(path)); });
  REQUIRE(error);
  CHECK(error->code() == ErrorCode::archive_damaged);
  CHECK(mentions(error, file.string()));
  CHECK_FALSE(error->hint().empty());
  const auto problems = check(path);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].starts_with(file.string()));
}

TEST_CASE("the files that hold an archive together are guarded bit by bit", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  const auto name = GENERATE("ae-archive", "CURRENT", "manifest-000001");
  const auto sound = test::slurp(path / name);
  for (std::size_t at = 0; at < sound.size(); ++at) {
    CAPTURE(name, at);
    auto altered = sound;
    altered[at] = static_cast<char>(altered[at] ^ (1 << (at % 8)));
    test::spit(path / name, altered);
    REQUIRE(code_of([&] { static_cast<void>(Snapshot::open(path)); }));
    test::spit(path / name, sound.substr(0, at));
    REQUIRE(code_of([&] { static_cast<void>(Snapshot::open(path)); }));
  }
  test::spit(path / name, sound);
  CHECK_NOTHROW(Snapshot::open(path));
  fs::remove(path / name);
  CHECK(code_of([&] { static_cast<void>(Snapshot::open(path)); }));
}

TEST_CASE("a writer removes nothing from an archive it cannot read", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  fs::remove(path / GENERATE("CURRENT", "manifest-000001", "segments/000001/texts"));
  CHECK(code_of([&] { static_cast<void>(ArchiveWriter::open_or_create(path)); }) ==
        ErrorCode::archive_damaged);
  CHECK(fs::exists(path / "segments/000001/xapian/iamglass"));
}

TEST_CASE("a damaged archive can be begun anew", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  SECTION("CURRENT is gone") { fs::remove(path / "CURRENT"); }
  SECTION("another format") { test::spit(path / "ae-archive", "ae-archive 99\n"); }
  SECTION("a file is cut") { fs::resize_file(path / "segments/000001/texts", 5); }
  auto writer = ArchiveWriter::start_over(path);
  CHECK(writer.snapshot().segments().empty());
  CHECK(writer.snapshot().revision() == 2);
  CHECK(names_in(path / "segments").empty());
  writer.publish({.added = {build_segment(writer, "again")}});
  CHECK(Snapshot::open(path).segments()[0].name == "000002");
  CHECK(check(path).empty());
}

TEST_CASE("starting over spares folders that are no archive", "[common][store]") {
  const test::TempDir dir;
  dir.write("letter.txt", "dear");
  CHECK(code_of([&] { static_cast<void>(ArchiveWriter::start_over(dir.path())); }) ==
        ErrorCode::no_archive);
  CHECK(names_in(dir.path()) == std::set<std::string>{"letter.txt"});
}

TEST_CASE("check finds what sizes do not show", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  const auto file = path / "segments/000001/xapian/iamglass";
  auto bytes = test::slurp(file);
  bytes[3] ^= 1;
  test::spit(file, bytes);
  CHECK_NOTHROW(Snapshot::open(path));
  CHECK(check(path) == std::vector{file.string() + ": was altered"});
  test::spit(path / "CURRENT", "manifest-000001 0000000000000000\n");
  REQUIRE(check(path).size() == 1);
  CHECK(check(path)[0].find("CURRENT: does not fit the manifest") != std::string::npos);
}

TEST_CASE("an edit that makes no sense changes nothing", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  auto writer = ArchiveWriter::open_or_create(path);
  const auto before = writer.snapshot().manifest();
  const auto edit = GENERATE(values<Edit>({{.removed = {"000009"}},
                                           {.tombstones = {{"000009", {1}}}},
                                           {.tombstones = {{"000001", {11}}}},
                                           {.added = {{.folder = "/tmp"}}},
                                           {.added = {{.folder = "building-000001"}}}}));
  CHECK(code_of([&] { writer.publish(edit); }) == ErrorCode::internal);
  CHECK(Snapshot::open(path).manifest() == before);
  CHECK(code_of([&] { writer.publish({}); }) == ErrorCode::internal);
}

TEST_CASE("only what a writer built becomes a segment", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  auto writer = ArchiveWriter::open_or_create(path);
  auto segment = build_segment(writer, "text");
  SECTION("a link") { fs::create_symlink("/etc/hostname", segment.folder / "words"); }
  SECTION("a file that grew after its sum was taken") {
    test::spit(segment.folder / "texts", "longer than it was" + std::string(1000, 'x'));
  }
  SECTION("a name that the manifest cannot hold") { test::spit(segment.folder / "new\nline", ""); }
  CHECK(code_of([&] { writer.publish({.added = {segment}}); }) == ErrorCode::internal);
  CHECK(Snapshot::open(path).revision() == 1);
  CHECK(check(path).empty());
}

}  // namespace
}  // namespace ae::store
