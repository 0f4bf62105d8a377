// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/folder.hpp"

#include "ae/error.hpp"
#include "support/permissions.hpp"
#include "support/special_files.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace ae::indexing;
namespace fs = std::filesystem;

namespace {

struct Found {
  std::vector<std::string> paths;  ///< relative to the root
  std::vector<Fault> faults;
};

Found walk_all(const fs::path& root, const fs::path& skip = {}) {
  Found found;
  const auto files =
      walk(root.string(), skip, [&](const Fault& fault) { found.faults.push_back(fault); });
  for (const auto& file : files)
    found.paths.push_back(file.path == root ? "." : file.path.substr(root.string().size() + 1));
  return found;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST_CASE("files are found in bytewise order of their paths", "[indexer][sources]") {
  const ae::test::TempDir folder;
  fs::create_directories(folder.path() / "b" / "c");
  for (const auto* const name : {"z", "b.txt", "b/c/d", "b/a", "A", "\xc3\xa9", "b/c-"})
    folder.write(name, "text");
  const auto found = walk_all(folder.path());
  CHECK(found.paths == Paths{"A", "b.txt", "b/a", "b/c-", "b/c/d", "z", "\xc3\xa9"});
  CHECK(found.faults.empty());
}

TEST_CASE("only regular files are found, and no link leads in a circle", "[indexer][sources]") {
  const ae::test::TempDir folder;
  folder.write("real.txt", "text");
  fs::create_directory(folder.path() / "sub");
  folder.write("sub/real.txt", "text");
  fs::create_symlink("real.txt", folder.path() / "link.txt");
  fs::create_directory_symlink("..", folder.path() / "sub" / "up");
  fs::create_directory_symlink("sub", folder.path() / "again");
  fs::create_symlink("itself", folder.path() / "itself");
  fs::create_symlink("nowhere", folder.path() / "dangling");
  fs::create_symlink("/dev/zero", folder.path() / "zero");
  ae::test::make_pipe(folder.path() / "pipe");
  ae::test::make_socket(folder.path() / "socket");
  const auto found = walk_all(folder.path());
  CHECK(found.paths == Paths{"real.txt", "sub/real.txt"});
  CHECK(found.faults.empty());
}

TEST_CASE("what begins with a dot is left out", "[indexer][sources]") {
  const ae::test::TempDir folder;
  fs::create_directories(folder.path() / ".git" / "objects");
  folder.write(".git/objects/a", "text");
  folder.write(".hidden.txt", "text");
  folder.write("a.txt~", "text");
  CHECK(walk_all(folder.path()).paths == Paths{"a.txt~"});
  CHECK(walk_all(folder.path() / ".git").paths == Paths{"objects/a"});
  CHECK(walk_all(folder.path() / ".hidden.txt").paths == Paths{"."});
}

TEST_CASE("the folder to skip is not entered, however it is spelt", "[indexer][sources]") {
  const ae::test::TempDir folder;
  fs::create_directories(folder.path() / "archive" / "segments");
  folder.write("archive/segments/texts", "text");
  folder.write("a.txt", "text");
  const auto skip = folder.path() / "archive" / ".." / "archive";
  CHECK(walk_all(folder.path(), skip).paths == Paths{"a.txt"});
  CHECK(walk_all(folder.path(), folder.path() / "none").paths.size() == 2);
}

TEST_CASE("names may be any bytes", "[indexer][sources]") {
  const ae::test::TempDir folder;
  const Paths names{"\n new line", "\xff\xfe.txt", "\xff\xff"};
  for (const auto& name : names) folder.write(name, "text");
  CHECK(walk_all(folder.path()).paths == names);
}

TEST_CASE("a file says its size, its time and where it stands", "[indexer][sources]") {
  const ae::test::TempDir folder;
  fs::create_directory(folder.path() / "sub");
  const auto file = folder.write("sub/a.txt", "12345");
  const timespec times[2] = {{.tv_sec = 0, .tv_nsec = 0}, {.tv_sec = 1'500'000'000, .tv_nsec = 7}};
  REQUIRE(::utimensat(AT_FDCWD, file.c_str(), times, 0) == 0);
  const auto root = (folder.path() / "sub" / ".." / "sub").string() + "//";
  const auto files = walk(root, {}, [](const Fault&) {});
  REQUIRE(files.size() == 1);
  CHECK(files[0].size == 5);
  CHECK(files[0].modified == 1'500'000'000'000'000'007);
  CHECK(files[0].path == (folder.path() / "sub/../sub/a.txt").string());
  CHECK(files[0].absolute == file.string());
  CHECK_FALSE(files[0].named);

  const auto alone = walk(file.string(), {}, [](const Fault&) {});
  REQUIRE(alone.size() == 1);
  CHECK(alone[0].path == file.string());
  CHECK(alone[0].absolute == file.string());
  CHECK(alone[0].named);
}

TEST_CASE("a root that cannot be read is an error that says why", "[indexer][sources]") {
  const ae::test::TempDir folder;
  const auto pipe = folder.path() / "pipe";
  ae::test::make_pipe(pipe);
  const auto socket = folder.path() / "socket";
  ae::test::make_socket(socket);
  fs::create_symlink("/dev/zero", folder.path() / "zeros");
  const auto no_file = "neither a file nor a folder";
  const std::vector<std::pair<fs::path, std::string>> roots{
      {"", "Invalid argument"},
      {folder.path() / "none", "No such file or directory"},
      {pipe, no_file},
      {socket, no_file},
      {folder.path() / "zeros", no_file},
      {"/dev/null", no_file}};
  for (const auto& [root, why] : roots) {
    CAPTURE(root);
    CHECK_THROWS_WITH(walk_all(root), root.string() + ": " + why);
  }
}

TEST_CASE("a link named as root is followed", "[indexer][sources]") {
  const ae::test::TempDir folder;
  fs::create_directory(folder.path() / "real");
  folder.write("real/a.txt", "text");
  fs::create_directory_symlink("real", folder.path() / "link");
  fs::create_symlink("real/a.txt", folder.path() / "file");
  CHECK(walk_all(folder.path() / "link").paths == Paths{"a.txt"});
  CHECK(walk_all(folder.path() / "file").paths == Paths{"."});
}

TEST_CASE("an unreadable folder is reported and the rest is found", "[indexer][sources]") {
  const ae::test::TempDir folder;
  const auto closed = folder.path() / "closed";
  fs::create_directory(closed);
  folder.write("closed/a", "text");
  folder.write("b", "text");
  fs::permissions(closed, fs::perms::none);
  fs::permissions(folder.path(), fs::perms::all);
  const auto found = [&] {
    const ae::test::AsNobody nobody;
    return walk_all(folder.path());
  }();
  fs::permissions(closed, fs::perms::owner_all);
  CHECK(found.paths == Paths{"b"});
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].where.path == closed.string());
  CHECK(found.faults[0].kind == Fault::Kind::failed);
}

TEST_CASE("a tree deeper than a path can be is walked as far as it goes", "[indexer][sources]") {
  const ae::test::TempDir folder;
  const auto before = fs::current_path();
  fs::current_path(folder.path());
  const std::string name(200, 'd');
  int depth = 0;
  for (; depth < 30; ++depth) {
    REQUIRE(::mkdir(name.c_str(), 0700) == 0);
    REQUIRE(::chdir(name.c_str()) == 0);
  }
  fs::current_path(before);
  folder.write("a.txt", "text");
  const auto found = walk_all(folder.path());
  CHECK(found.paths == Paths{"a.txt"});
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].reason == "the path is too long for the system");
}
