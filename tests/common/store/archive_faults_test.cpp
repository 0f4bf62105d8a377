// SPDX-License-Identifier: GPL-2.0-or-later
/// What cannot be written or read, readers and writers at once, and kills.
#include "common/store/archive.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <thread>

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

/// No file of this process may grow beyond \p size bytes, as if the disk were full.
class FileLimit {
 public:
  explicit FileLimit(rlim_t size) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{size, before_.rlim_max};
    handler_ = ::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, handler_);
  }
  FileLimit(const FileLimit&) = delete;
  FileLimit& operator=(const FileLimit&) = delete;

 private:
  rlimit before_{};
  sighandler_t handler_ = SIG_DFL;
};

TEST_CASE("a publication that cannot be written leaves the state before", "[common][store]") {
  const test::TempDir dir;
  const auto path = dir.path() / "archive";
  make_archive(path);
  {
    auto writer = ArchiveWriter::open_or_create(path);
    const auto segment = build_segment(writer, "second");
    std::optional<Error> error;
    {
      const FileLimit limit(60);
      error = error_of([&] { writer.publish({.added = {segment}}); });
    }
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::io);
    CHECK(mentions(error, "manifest-000002.tmp: cannot write: File too large"));
    CHECK_FALSE(error->hint().empty());
  }
  CHECK(Snapshot::open(path).revision() == 1);
  CHECK(check(path).empty());
  auto writer = ArchiveWriter::open_or_create(path);
  CHECK(names_in(path / "segments") == std::set<std::string>{"000001"});
  writer.publish({.added = {build_segment(writer, "second")}});
  CHECK(text_of(Snapshot::open(path), 1) == "second");
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
  while (last < 40) {
    const auto snapshot = Snapshot::open(path);
    REQUIRE(snapshot.revision() >= last);
    last = snapshot.revision();
  }
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

/// Lets a process publish for \p time, or for that long after its first publication, then kills
/// it. \returns the last revision it acknowledged
std::uint64_t killed_publisher(const fs::path& path, std::chrono::microseconds time,
                               bool after_first) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) publish_for_ever(path, ends[1]);
  ::close(ends[1]);
  std::uint64_t last = 0;
  if (after_first) REQUIRE(::read(ends[0], &last, sizeof(last)) == sizeof(last));
  std::this_thread::sleep_for(time);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
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
    const auto time = std::chrono::microseconds(1637 * round);
    const auto last = killed_publisher(path, time, round % 2 == 0);
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
