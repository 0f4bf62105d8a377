// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/archive.hpp"

#include "common/store/hash.hpp"
#include "common/store/sealed_file.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <thread>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

namespace fs = std::filesystem;
using test::code_of;
using test::error_of;
using test::mentions;

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

/// A segment with one sealed file, whose content is \p text, and a folder with another file.
NewSegment build_segment(ArchiveWriter& writer, const std::string& text,
                         std::uint32_t documents = 10) {
  NewSegment segment{.folder = writer.begin_segment(), .documents = documents};
  SealedFileWriter file(segment.folder / "texts", "texts", 1);
  file.begin_section("records");
  file.append(text);
  segment.sums["texts"] = file.finish();
  fs::create_directory(segment.folder / "xapian");
  test::spit(segment.folder / "xapian" / "iamglass", text + text);
  return segment;
}

std::string text_of(const Snapshot& snapshot, std::size_t index) {
  const SealedFile file(snapshot.path_of(snapshot.segments().at(index), part::texts), "texts", 1);
  return std::string(file.bytes(file.section("records")));
}

/// An archive with one segment, "000001".
void make_archive(const fs::path& path) {
  auto writer = ArchiveWriter::open_or_create(path);
  writer.publish({.added = {build_segment(writer, "first")}});
}

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
  CHECK(check(path)[0].find("manifest-000001: was altered") != std::string::npos);
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

TEST_CASE("opening begins again when a publication takes files away", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  auto writer = ArchiveWriter::open_or_create(path);
  int attempts = 0;
  const auto text = opened(path, [&](const Snapshot& snapshot) {
    if (++attempts < 3) {
      writer.publish(
          {.added = {build_segment(writer, "newer")}, .removed = {snapshot.segments()[0].name}});
    }
    return text_of(snapshot, 0);
  });
  CHECK(text == "newer");
  CHECK(attempts == 3);
  const auto hopeless = [&] {
    opened(path, [](const Snapshot&) -> int { throw Error(ErrorCode::io, "no"); });
  };
  CHECK(code_of(hopeless) == ErrorCode::io);
}

TEST_CASE("readers find a whole archive while it is published again and again", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  std::jthread publisher([&](const std::stop_token& stop) {
    auto writer = ArchiveWriter::open_or_create(path);
    while (!stop.stop_requested()) {
      const auto old = writer.snapshot().segments()[0].name;
      writer.publish({.added = {build_segment(writer, "next")}, .removed = {old}});
    }
  });
  std::uint64_t last = 0;
  for (int i = 0; i < 200; ++i) {
    const auto snapshot = Snapshot::open(path);
    REQUIRE(snapshot.revision() >= last);
    last = snapshot.revision();
  }
  CHECK(last > 1);
}

/// Publishes until it is killed; each segment says which revision it belongs to.
[[noreturn]] void publish_for_ever(const fs::path& path, int acknowledge) {
  try {
    auto writer = ArchiveWriter::open_or_create(path);
    for (;;) {
      const auto revision = writer.snapshot().revision() + 1;
      Edit edit{.added = {build_segment(writer, std::to_string(revision))}};
      for (const auto& segment : writer.snapshot().segments()) {
        edit.removed.push_back(segment.name);
      }
      writer.publish(edit);
      if (::write(acknowledge, &revision, sizeof(revision)) < 0) ::_exit(1);
    }
  } catch (...) {
    ::_exit(2);
  }
}

/// Lets a process publish for \p time, then kills it. \returns the last revision it acknowledged
std::uint64_t killed_publisher(const fs::path& path, std::chrono::microseconds time) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) publish_for_ever(path, ends[1]);
  ::close(ends[1]);
  std::this_thread::sleep_for(time);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  std::uint64_t last = 0;
  while (::read(ends[0], &last, sizeof(last)) > 0) {
  }
  ::close(ends[0]);
  return last;
}

TEST_CASE("kill -9 at any moment leaves the last published state", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  static_cast<void>(ArchiveWriter::open_or_create(path));
  std::uint64_t acknowledged = 0;
  for (int round = 0; round < 25; ++round) {
    const auto last = killed_publisher(path, std::chrono::microseconds(2000 + 1637 * round));
    acknowledged = std::max(acknowledged, last);
    CAPTURE(round, acknowledged);
    const auto snapshot = Snapshot::open(path);
    REQUIRE(snapshot.revision() >= acknowledged);
    REQUIRE(check(path).empty());
    if (snapshot.revision() > 0) {
      REQUIRE(text_of(snapshot, 0) == std::to_string(snapshot.revision()));
    }
  }
  CHECK(acknowledged > 0);
  static_cast<void>(ArchiveWriter::open_or_create(path));
  CHECK(names_in(path / "segments").size() == 1);
}

/// Runs \p work as a user without rights; not at all, and false, where that cannot be arranged.
template <class Work>
bool as_nobody(Work work) {
  constexpr uid_t nobody = 65534;
  if (::geteuid() != 0) return false;
  REQUIRE(::seteuid(nobody) == 0);
  work();
  REQUIRE(::seteuid(0) == 0);
  return true;
}

TEST_CASE("an archive that may not be read says so", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  fs::permissions(dir.path(), fs::perms::all);
  std::optional<Error> unreadable;
  std::optional<Error> unwritable;
  const auto file = path / "segments/000001/texts";
  fs::permissions(path, fs::perms::owner_all);
  if (!as_nobody(
          [&] { unreadable = error_of([&] { static_cast<void>(Snapshot::open(path)); }); })) {
    return;
  }
  REQUIRE(unreadable);
  CHECK(unreadable->code() == ErrorCode::io);
  CHECK(mentions(unreadable, "Permission denied"));

  fs::permissions(path, fs::perms::all & ~fs::perms::others_write);
  as_nobody([&] {
    CHECK(Snapshot::open(path).articles() == 10);  // readers need no write access
    unwritable = error_of([&] { static_cast<void>(ArchiveWriter::open_or_create(path)); });
  });
  REQUIRE(unwritable);
  CHECK(unwritable->code() == ErrorCode::io);
  CHECK(mentions(unwritable, "lock: cannot open for writing: Permission denied"));
}

}  // namespace
}  // namespace ae::store
