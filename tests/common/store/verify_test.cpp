// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/verify.hpp"

#include "ae/searcher.hpp"
#include "common/store/segment.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

namespace fs = std::filesystem;
using test::error_of;
using test::mentions;

/// Flips a bit in the middle of \p file.
void alter(const fs::path& file) {
  auto bytes = test::slurp(file);
  REQUIRE_FALSE(bytes.empty());
  bytes[bytes.size() / 2] ^= 4;
  test::spit(file, bytes);
}

TEST_CASE("every file of a segment is compared with its checksum", "[common][store]") {
  const test::SmallArchive archive({test::article("t", "snow on the hills")});
  const Snapshot snapshot = archive.snapshot();
  const SegmentEntry& segment = snapshot.segments().front();
  CHECK_NOTHROW(want_sound(snapshot, segment));
  REQUIRE(segment.files.size() > 4);
  for (const FileEntry& file : segment.files) {
    const auto path = snapshot.path_of(segment, file.name);
    const auto sound = test::slurp(path);
    alter(path);
    CAPTURE(path);
    const auto error = error_of([&] { want_sound(snapshot, segment); });
    REQUIRE(error);
    CHECK(error->code() == ErrorCode::archive_damaged);
    CHECK(mentions(error, path.string()));
    CHECK(error_of([&] { Searcher(archive.path(), Verify::everything); }));
    test::spit(path, sound);
  }
  CHECK_NOTHROW(Searcher(archive.path(), Verify::everything));
}

TEST_CASE("small tables of Xapian are not opened when they were altered", "[common][store]") {
  const test::SmallArchive archive({test::article("t", "snow on the hills")});
  const Snapshot snapshot = archive.snapshot();
  const SegmentEntry& segment = snapshot.segments().front();
  const auto table = snapshot.path_of(segment, "xapian/postlist.glass");
  alter(table);
  const auto error = error_of([&] { Segment(snapshot, segment); });
  REQUIRE(error);
  CHECK(error->code() == ErrorCode::archive_damaged);
  CHECK(mentions(error, table.string()));
}

}  // namespace
}  // namespace ae::store
