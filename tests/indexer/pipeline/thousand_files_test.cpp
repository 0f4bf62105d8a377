// SPDX-License-Identifier: GPL-2.0-or-later
/// A folder of a thousand files to which everything happens that happens to folders.
#include "support/permissions.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/indexer/pipeline/support.hpp"

namespace ae::indexing {
namespace {

namespace fs = std::filesystem;
using test::counts;

constexpr int files = 1'000;

std::string name(int i) { return fmt::format("{:02}/report-{:03}.txt", i % 10, i); }

std::string text(int i) {
  return fmt::format("Report number {0} came in from the hills at {1} minutes past the hour.", i,
                     i % 60);
}

class Thousand : public test::PipelineTest {
 public:
  Thousand() {
    for (int i = 0; i < files; ++i) write(name(i), text(i));
    options.entities = false;
    fs::permissions(dir.path(), fs::perms::all);
    fs::permissions(folder(), fs::perms::all);
    for (const auto& entry : fs::recursive_directory_iterator(folder()))
      fs::permissions(entry.path(), fs::perms::all);
  }

  [[nodiscard]] std::string path(const std::string& relative) const {
    return (folder() / relative).string();
  }
};

/// Paths of \p faults with their rules, in order.
std::set<std::string> told(const std::vector<Fault>& faults) {
  std::set<std::string> all;
  for (const Fault& fault : faults) all.insert(fault.where.path + " " + fault.rule);
  return all;
}

}  // namespace

TEST_CASE("of a thousand files the report says what happened, and only that",
          "[indexer][pipeline]") {
  const test::AsNobody nobody;
  const Thousand test;
  REQUIRE(counts(test.run()) == "1000 read 1000 added");
  CHECK(counts(test.run()) == "1000 read 1000 unchanged");

  for (int i = 0; i < 50; ++i) test.rename(name(i), fmt::format("moved-{}.txt", i));
  for (int i = 50; i < 100; ++i)
    fs::last_write_time(test.folder() / name(i),
                        fs::file_time_type::clock::now() + std::chrono::hours(1));
  for (int i = 100; i < 130; ++i) test.write(name(i), text(i) + " It was read twice.");
  for (int i = 130; i < 150; ++i) test.remove(name(i));
  for (int i = 150; i < 155; ++i) {  // a folder takes the file's place
    test.remove(name(i));
    test.write(name(i) + "/inside.txt", fmt::format("A new report on the matter of {}.", i));
  }
  std::set<std::string> failed;
  for (int i = 155; i < 160; ++i) {
    test.write(name(i), text(i) + " Nobody may know.");
    fs::permissions(test.folder() / name(i), fs::perms::none);
    failed.insert(test.path(name(i)) + " unreadable-file");
  }
  for (int i = 160; i < 163; ++i) {  // a pipe takes the file's place
    test.remove(name(i));
    REQUIRE(::mkfifo(test.path(name(i)).c_str(), 0600) == 0);
  }
  fs::create_directory_symlink("..", test.folder() / "00/loop");
  fs::create_symlink("self", test.folder() / "00/self");
  test.write("huge.txt", "A report that has no end.");
  fs::resize_file(test.folder() / "huge.txt", std::uintmax_t{1} << 40);
  test.write("locked/hidden.txt", "Not to be seen.");
  fs::permissions(test.folder() / "locked", fs::perms::none);
  failed.insert(test.path("locked") + " unreadable-path");

  const auto report = test.run();
  CHECK(counts(report) ==
        "972 read 5 added 30 updated 50 moved 28 removed 887 unchanged 1 skipped 6 failed");
  CHECK(told(report.faults) == failed);
  REQUIRE(report.skips.size() == 1);
  CHECK(report.skips.begin()->first == "not-text");
  // What cannot be read is unknown, not gone.
  const auto found = test.paths();
  CHECK(found.size() == 977);
  for (int i = 155; i < 160; ++i) CHECK(std::ranges::count(found, name(i)) == 1);

  CHECK(counts(test.run()) == "972 read 972 unchanged 1 skipped 6 failed");
  fs::permissions(test.folder() / "locked", fs::perms::all);
  for (int i = 155; i < 160; ++i) fs::permissions(test.folder() / name(i), fs::perms::all);
  CHECK(counts(test.run()) == "978 read 1 added 5 updated 972 unchanged 1 skipped");
}

}  // namespace ae::indexing
