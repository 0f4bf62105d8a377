// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/watcher.hpp"

#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <string>

using namespace ae::indexing;
namespace fs = std::filesystem;

namespace {

class Watched {
 public:
  Watched() {
    fs::create_directories(root() / "sub");
    fs::create_directories(outside());
    fs::create_directories(root() / "archive");
  }

  [[nodiscard]] fs::path root() const { return dir_.path() / "in"; }
  [[nodiscard]] fs::path outside() const { return dir_.path() / "out"; }
  [[nodiscard]] Watcher watch() const { return Watcher({root()}, root() / "archive"); }

  void write(const std::string& name) const { dir_.write(name, "text"); }

  /// Waits for changes until one of them is at or above \p path; whether that came at all.
  [[nodiscard]] static bool notices(Watcher& watcher, const fs::path& path) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (std::chrono::steady_clock::now() < until) {
      const Changed changed =
          watcher.wait([&] { return std::chrono::steady_clock::now() > until; });
      for (const std::string& each : changed.paths)
        if (path == each || path.string().starts_with(each + '/')) return true;
      if (changed.all) return true;
    }
    return false;
  }

 private:
  ae::test::TempDir dir_;
};

}  // namespace

TEST_CASE("files that appear, change or go are noticed", "[indexer][sources]") {
  const Watched test;
  Watcher watcher = test.watch();
  test.write("in/sub/a.txt");
  CHECK(test.notices(watcher, test.root() / "sub/a.txt"));
  test.write("in/sub/a.txt");
  CHECK(test.notices(watcher, test.root() / "sub/a.txt"));
  fs::remove(test.root() / "sub/a.txt");
  CHECK(test.notices(watcher, test.root() / "sub/a.txt"));
  // As editors save.
  test.write("in/.a.txt.swp");
  fs::rename(test.root() / ".a.txt.swp", test.root() / "a.txt");
  CHECK(test.notices(watcher, test.root() / "a.txt"));
  fs::create_hard_link(test.root() / "a.txt", test.root() / "b.txt");
  CHECK(test.notices(watcher, test.root() / "b.txt"));
  test.write("in/a.txt.meta.json");
  CHECK(test.notices(watcher, test.root() / "a.txt"));
}

TEST_CASE("folders may be made, renamed, moved in and out", "[indexer][sources]") {
  const Watched test;
  Watcher watcher = test.watch();
  fs::create_directories(test.root() / "one/two");
  test.write("in/one/two/a.txt");
  CHECK(test.notices(watcher, test.root() / "one/two/a.txt"));
  fs::rename(test.root() / "one", test.root() / "uno");
  CHECK(test.notices(watcher, test.root() / "one"));
  test.write("in/uno/two/b.txt");
  CHECK(test.notices(watcher, test.root() / "uno/two/b.txt"));
  fs::rename(test.root() / "uno", test.outside() / "uno");
  CHECK(test.notices(watcher, test.root() / "uno"));
  const std::size_t before = watcher.folders();
  test.write("out/uno/two/c.txt");  // no longer ours
  fs::rename(test.outside() / "uno", test.root() / "again");
  CHECK(test.notices(watcher, test.root() / "again"));
  CHECK(watcher.folders() == before + 2);
  test.write("in/again/two/d.txt");
  CHECK(test.notices(watcher, test.root() / "again/two/d.txt"));
  fs::remove_all(test.root() / "again");
  CHECK(test.notices(watcher, test.root() / "again"));
}

TEST_CASE("what changes within hidden folders and the archive is not looked at",
          "[indexer][sources]") {
  const Watched test;
  fs::create_directories(test.root() / ".git");
  Watcher watcher = test.watch();
  CHECK(watcher.folders() == 2);
  test.write("in/.git/index");
  test.write("in/archive/CURRENT");
  test.write("in/sub/a.txt");
  const Changed changed = watcher.wait([] { return false; });
  CHECK(changed.paths == std::vector<std::string>{(test.root() / "sub/a.txt").string()});
}

TEST_CASE("a root that is gone is waited for", "[indexer][sources]") {
  const Watched test;
  Watcher watcher = test.watch();
  fs::rename(test.root(), test.outside() / "in");
  CHECK(test.notices(watcher, test.root()));
  CHECK(watcher.folders() == 0);
  fs::rename(test.outside() / "in", test.root());
  CHECK(test.notices(watcher, test.root()));
  test.write("in/sub/a.txt");
  CHECK(test.notices(watcher, test.root() / "sub/a.txt"));
}

TEST_CASE("a root whose place another folder takes is watched on", "[indexer][sources]") {
  const Watched test;
  Watcher watcher = test.watch();
  fs::remove_all(test.root());
  fs::create_directories(test.root() / "new");
  CHECK(test.notices(watcher, test.root()));
  test.write("in/new/a.txt");
  CHECK(test.notices(watcher, test.root() / "new/a.txt"));
}

TEST_CASE("a single file is watched through its folder", "[indexer][sources]") {
  const Watched test;
  test.write("in/a.txt");
  Watcher watcher({(test.root() / "a.txt").string()}, {});
  test.write("in/b.txt");
  test.write("in/a.txt.new");
  fs::rename(test.root() / "a.txt.new", test.root() / "a.txt");
  const Changed changed = watcher.wait([] { return false; });
  CHECK(changed.paths == std::vector<std::string>{(test.root() / "a.txt").string()});
}
