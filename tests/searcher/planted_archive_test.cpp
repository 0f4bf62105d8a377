// SPDX-License-Identifier: GPL-2.0-or-later
/// Archives that somebody has prepared: opening one runs nothing, waits for nothing, and ends with
/// an error that names the file.
#include "ae/searcher.hpp"
#include "common/store/archive.hpp"
#include "support/small_archive.hpp"
#include "support/special_files.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "tests/common/store/support.hpp"

using namespace ae;
using namespace ae::test;
namespace fs = std::filesystem;

namespace {

void link_to_zeros(const fs::path& path) { fs::create_symlink("/dev/zero", path); }
void link_to_itself(const fs::path& path) { fs::create_symlink(path, path); }
void make_folder(const fs::path& path) { fs::create_directory(path); }

struct Plant {
  const char* what;
  void (*make)(const fs::path&);
};

/// Everything that opens archives refuses this one.
void check_refused(const fs::path& archive, const fs::path& file) {
  CAPTURE(file);
  const auto error =
      error_of([&] { static_cast<void>(Searcher(archive).search({.text = "snow"})); });
  REQUIRE(error);
  CHECK((error->code() == ErrorCode::archive_damaged || error->code() == ErrorCode::io));
  CHECK(mentions(error, file.string()));
  std::string problems;
  try {
    for (const std::string& line : store::check(archive)) problems += line;
  } catch (const Error& other) {
    problems = other.what();
  }
  CHECK(problems.find(file.string()) != std::string::npos);
}

}  // namespace

TEST_CASE("nothing but a regular file is read as part of an archive", "[searcher][hostile]") {
  const SmallArchive archive({article("t", "snow on the hills")});
  const auto plant = GENERATE(values<Plant>({{"a pipe", make_pipe},
                                             {"a socket", make_socket},
                                             {"endless zeros", link_to_zeros},
                                             {"a link to itself", link_to_itself},
                                             {"a folder", make_folder}}));
  const auto name =
      GENERATE("ae-archive", "CURRENT", "manifest-000001", "segments/000001/words",
               "segments/000001/texts", "segments/000001/columns", "segments/000001/sources",
               "segments/000001/xapian/iamglass", "segments/000001/xapian/postlist.glass");
  CAPTURE(plant.what, name);
  const auto file = archive.path() / name;
  fs::remove(file);
  plant.make(file);
  check_refused(archive.path(), file);
}

TEST_CASE("no archive makes a program run", "[searcher][hostile]") {
  const SmallArchive archive({article("t", "snow on the hills")});
  const auto tables = archive.path() / "segments/000001/xapian";
  const auto proof = archive.path().parent_path() / "program-was-run";
  const std::string stub = "remote :/usr/bin/touch " + proof.string() + "\n";
  SECTION("a stub for the tables") {
    fs::remove_all(tables);
    spit(tables, stub);
    CHECK(error_of([&] { Searcher(archive.path()); }));
  }
  SECTION("a stub among the tables") {
    spit(tables / "XAPIANDB", stub);
    static_cast<void>(Searcher(archive.path()).search({.text = "snow"}));
  }
  SECTION("a stub in place of a table") {
    const auto table = tables / "iamglass";
    std::string padded = stub;
    padded.resize(fs::file_size(table), '\n');
    spit(table, padded);
    CHECK(error_of([&] { Searcher(archive.path()); }));
  }
  SECTION("a stub instead of the archive") {
    const auto file = archive.path().parent_path() / "stub";
    spit(file, stub);
    CHECK(code_of([&] { Searcher{file}; }) == ErrorCode::no_archive);
    fs::remove_all(archive.path());
    fs::create_directory(archive.path());
    spit(archive.path() / "XAPIANDB", stub);
    CHECK(code_of([&] { Searcher(archive.path()); }) == ErrorCode::no_archive);
  }
  CHECK_FALSE(fs::exists(proof));
}

TEST_CASE("a file of holes is refused unread", "[searcher][hostile]") {
  const SmallArchive archive({article("t", "snow on the hills")});
  const auto name = GENERATE("ae-archive", "CURRENT", "manifest-000001", "segments/000001/texts");
  const auto file = archive.path() / name;
  fs::resize_file(file, std::uintmax_t{1} << 40);
  check_refused(archive.path(), file);
}
