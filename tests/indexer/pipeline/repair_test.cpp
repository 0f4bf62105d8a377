// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/repair.hpp"

#include "ae/error.hpp"
#include "common/store/archive.hpp"
#include "support/permissions.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "tests/common/store/support.hpp"
#include "tests/indexer/pipeline/support.hpp"

namespace ae::indexing {
namespace {

namespace fs = std::filesystem;
using test::slurp;
using test::spit;

/// An archive of two segments, an article of the first updated by the second.
class RepairTest : public test::PipelineTest {
 public:
  RepairTest() {
    for (const char* name : {"a", "b"})
      write(std::string(name) + ".jsonl", records(name, "The council met on Monday."));
    static_cast<void>(run());
    write("c.jsonl", records("c", "The mayor resigned on Friday."));
    write("a.jsonl", records("a", "The council met on Tuesday."));
    static_cast<void>(run());
    before = articles();
    REQUIRE(before.size() == 120);
  }

  Repaired repaired() const {
    Progress progress({}, [](std::string_view) {});
    return repair(options, progress, [] { return false; });
  }

  /// The file of that name, or the one that begins so, in the segment of most articles.
  [[nodiscard]] fs::path part(std::string_view name) const {
    const auto snapshot = store::Snapshot::open(options.archive);
    const auto& segments = snapshot.segments();
    const auto& most = *std::ranges::max_element(segments, {}, &store::SegmentEntry::documents);
    for (const auto& file : most.files)
      if (file.name.starts_with(name)) return snapshot.path_of(most, file.name);
    throw Error(ErrorCode::internal, "no such part");
  }

  std::vector<test::Found> before;

 private:
  static std::string records(std::string_view file, std::string_view text) {
    std::string lines;
    for (int i = 0; i < 40; ++i)
      lines += test::record(fmt::format("https://lantern.example/{}/{}", file, i),
                            fmt::format("{} Item {} of {}.", text, i, file));
    return lines;
  }
};

void flip(const fs::path& file) {
  std::string bytes = slurp(file);
  bytes.at(bytes.size() / 2) = static_cast<char>(bytes.at(bytes.size() / 2) ^ 0x10);
  spit(file, bytes);
}

void cut(const fs::path& file) { fs::resize_file(file, fs::file_size(file) / 2); }

void zero(const fs::path& file) { spit(file, std::string(fs::file_size(file), '\0')); }

void lose(const fs::path& file) { fs::remove(file); }

TEST_CASE("a sound archive is left as it is", "[pipeline][repair]") {
  const RepairTest test;
  const auto revision = test.revision();
  CHECK(test.repaired().was_sound());
  CHECK(test.revision() == revision);
}

TEST_CASE("whatever file of a segment is damaged, nothing is lost while the sources are there",
          "[pipeline][repair]") {
  const RepairTest test;
  const std::string part = GENERATE("xapian/postlist.glass", "xapian/iamglass", "words", "texts",
                                    "columns", "sources", "names-", "copies-");
  const auto damage = GENERATE(flip, cut, zero, lose);
  CAPTURE(part);
  damage(test.part(part));
  const Repaired repaired = test.repaired();
  REQUIRE(repaired.damage.size() == 1);
  CHECK(repaired.damage.front().find(part) != std::string::npos);
  CHECK(repaired.lost.empty());
  CHECK(store::check(test.options.archive).empty());
  CHECK(test.articles() == test.before);
  const Report report = test.run();
  CHECK(report.added + report.updated + report.removed + report.failed == 0);
  CHECK(test.articles() == test.before);
}

TEST_CASE("what can be read of a segment is kept where the sources are gone",
          "[pipeline][repair]") {
  const RepairTest test;
  const std::string part =
      GENERATE("xapian/postlist.glass", "words", "sources", "names-", "copies-");
  CAPTURE(part);
  lose(test.part(part));
  fs::remove_all(test.folder());
  CHECK(test.repaired().lost.empty());
  CHECK(store::check(test.options.archive).empty());
  CHECK(test.articles() == test.before);
}

TEST_CASE("articles that nobody can read any more are named", "[pipeline][repair]") {
  const RepairTest test;
  lose(test.part("texts"));
  test.remove("c.jsonl");
  const Repaired repaired = test.repaired();
  REQUIRE_FALSE(repaired.lost.empty());
  for (const LostArticle& lost : repaired.lost) CHECK(lost.path == test.folder() / "c.jsonl");
  CHECK(repaired.lost.front().where.find("c.jsonl#") != std::string::npos);
  CHECK(test.articles().size() == test.before.size() - repaired.lost.size());
  CHECK(store::check(test.options.archive).empty());
  CHECK(to_text(repaired, "A").find("could not be saved") != std::string::npos);
}

TEST_CASE("what a repair that is interrupted has not read again is not lost",
          "[pipeline][repair]") {
  const RepairTest test;
  lose(test.part("texts"));
  Progress progress({}, [](std::string_view) {});
  const Repaired repaired = repair(test.options, progress, [] { return true; });
  CHECK(repaired.interrupted);
  CHECK_FALSE(repaired.lost.empty());
  const std::string told = to_text(repaired, "A");
  CHECK(told.find("not read again yet") != std::string::npos);
  CHECK(told.find("A: interrupted: say --check --repair once more") != std::string::npos);
  CHECK_FALSE(test.repaired().interrupted);
  CHECK(test.articles() == test.before);
}

TEST_CASE("what may not be read is not taken for damaged", "[pipeline][repair]") {
  const test::AsNobody nobody;
  const RepairTest test;
  const auto texts = test.part("texts");
  lose(test.options.archive / fmt::format("manifest-{:06}", test.revision()));
  fs::permissions(texts, fs::perms::none);
  CHECK(test::code_of([&] { static_cast<void>(test.repaired()); }) == ErrorCode::io);
  fs::permissions(texts, fs::perms::owner_all);
  CHECK(test.repaired().lost.empty());
  CHECK(test.articles() == test.before);
}

TEST_CASE("a file of which articles were lost is read again by the next run over it, too",
          "[pipeline][repair]") {
  const RepairTest test;
  lose(test.part("texts"));
  fs::rename(test.folder(), test.dir.path() / "elsewhere");
  CHECK_FALSE(test.repaired().lost.empty());
  fs::rename(test.dir.path() / "elsewhere", test.folder());
  static_cast<void>(test.run());
  CHECK(test.articles() == test.before);
}

TEST_CASE("an archive that lost what says that it is one is known by its manifest",
          "[pipeline][repair]") {
  const RepairTest test;
  const std::string name = GENERATE("CURRENT", "ae-archive");
  const auto damage = GENERATE(flip, cut, lose);
  CAPTURE(name);
  damage(test.options.archive / name);
  const Repaired repaired = test.repaired();
  REQUIRE(repaired.damage.size() == 1);
  CHECK(store::check(test.options.archive).empty());
  CHECK(test.articles() == test.before);
}

TEST_CASE("without a manifest, the segments tell what is in force", "[pipeline][repair]") {
  const RepairTest test;
  test.write("late.jsonl", test::record("https://lantern.example/a/1", "The council dissolved."));
  test.remove("b.jsonl");
  static_cast<void>(test.run());
  const auto before = test.articles();
  const auto damage = GENERATE(flip, cut, lose);
  damage(test.options.archive / fmt::format("manifest-{:06}", test.revision()));
  const Repaired repaired = test.repaired();
  CHECK(repaired.forgot);
  CHECK(repaired.lost.empty());
  CHECK(store::check(test.options.archive).empty());
  CHECK(test.articles() == before);
  const Report report = test.run();
  CHECK(report.added + report.updated + report.removed + report.failed == 0);
}

TEST_CASE("nothing is written to a folder that is no archive", "[pipeline][repair]") {
  test::PipelineTest test;
  test.options.archive = test.folder();
  test.write("manifest-000001", "the cargo of the Mary Celeste");
  Progress progress({}, [](std::string_view) {});
  CHECK(test::code_of([&] {
          static_cast<void>(repair(test.options, progress, [] { return false; }));
        }) == ErrorCode::no_archive);
  CHECK(std::distance(fs::directory_iterator(test.folder()), fs::directory_iterator()) == 1);
}

}  // namespace
}  // namespace ae::indexing
