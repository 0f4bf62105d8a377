// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/run.hpp"

#include "ae/error.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/indexer/pipeline/support.hpp"

namespace ae::indexing {
namespace {

using test::counts;
using test::record;
using Paths = std::vector<std::string>;

/// A folder of three articles that was indexed.
class Indexed : public test::PipelineTest {
 public:
  Indexed() {
    write("a.txt", "The council met on Monday and agreed on the new bridge.");
    write("b.txt", "The harbour opens again in May, the port authority said.");
    write("c.txt", "Rain is expected over the hills for the whole of the week.");
    REQUIRE(counts(run()) == "3 read 3 added");
  }
};

TEST_CASE("a second run adds and writes nothing", "[indexer][pipeline]") {
  const Indexed test;
  const auto before = test.articles();
  const auto revision = test.revision();
  CHECK(counts(test.run()) == "3 read 3 unchanged");
  CHECK(test.articles() == before);
  CHECK(test.revision() == revision);
}

TEST_CASE("new, changed and vanished files are noticed", "[indexer][pipeline]") {
  const Indexed test;
  test.write("d.txt", "A fourth article has appeared in the folder overnight.");
  test.write("b.txt", "The harbour stays closed until June, the port authority said.");
  test.remove("c.txt");
  CHECK(counts(test.run()) == "3 read 1 added 1 updated 1 removed 1 unchanged");
  CHECK(test.paths() == Paths{"a.txt", "b.txt", "d.txt"});
  CHECK(test.articles()[1].text.find("June") != std::string::npos);
  CHECK(counts(test.run()) == "3 read 3 unchanged");
}

TEST_CASE("a changed article keeps its id", "[indexer][pipeline]") {
  const Indexed test;
  const auto before = test.articles();
  test.write("b.txt", "The harbour stays closed until June, the port authority said.");
  static_cast<void>(test.run());
  CHECK(test.articles()[1].id == before[1].id);
}

TEST_CASE("a moved file keeps its article's id", "[indexer][pipeline]") {
  const Indexed test;
  const auto before = test.articles();
  test.rename("b.txt", "z.txt");
  CHECK(counts(test.run()) == "3 read 1 moved 2 unchanged");
  CHECK(test.paths() == Paths{"a.txt", "c.txt", "z.txt"});
  CHECK(test.articles()[2].id == before[1].id);

  SECTION("and keeps it when it changes later on") {
    test.write("z.txt", "The harbour stays closed until June, the port authority said.");
    CHECK(counts(test.run()) == "3 read 1 updated 2 unchanged");
    CHECK(test.articles()[2].id == before[1].id);
  }
  SECTION("and moves again") {
    test.rename("z.txt", "y.txt");
    CHECK(counts(test.run()) == "3 read 1 moved 2 unchanged");
    CHECK(test.articles()[2].id == before[1].id);
  }
  SECTION("and another file takes its old path") {
    test.write("b.txt", "Something else altogether stands here now, and it is news.");
    CHECK(counts(test.run()) == "4 read 1 added 3 unchanged");
    CHECK(test.articles()[1].id != before[1].id);
    CHECK(counts(test.run()) == "4 read 4 unchanged");
  }
}

TEST_CASE("a file that was only touched is unchanged", "[indexer][pipeline]") {
  const Indexed test;
  std::filesystem::last_write_time(
      test.folder() / "a.txt",
      std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
  const auto before = test.articles();
  CHECK(counts(test.run()) == "3 read 3 unchanged");
  CHECK(test.articles() == before);
  const auto revision = test.revision();
  CHECK(counts(test.run()) == "3 read 3 unchanged");
  CHECK(test.revision() == revision);
}

TEST_CASE("what came from other paths stays", "[indexer][pipeline]") {
  test::PipelineTest test;
  test.write("one/a.txt", "An article of the first folder, which nobody changes.");
  test.write("two/b.txt", "An article of the second folder, which is about to go.");
  test.write("two/c.txt", "Another article of the second folder, which will not go.");
  static_cast<void>(test.run());
  test.remove("two/b.txt");
  test.remove("one/a.txt");
  test.options.paths = {(test.folder() / "two").string()};
  CHECK(counts(test.run()) == "1 read 1 removed 1 unchanged");
  CHECK(test.paths() == Paths{"one/a.txt", "two/c.txt"});
}

TEST_CASE("a path below another one is read once", "[indexer][pipeline]") {
  test::PipelineTest test;
  test.write("sub/a.txt", "An article that is reached by two of the given paths.");
  test.options.paths.push_back((test.folder() / "sub").string());
  CHECK(counts(test.run()) == "1 read 1 added");
}

TEST_CASE("the same address with the same text is one article", "[indexer][pipeline]") {
  test::PipelineTest test;
  const auto text = record("https://lantern.example/1", "The same report, found in two files.");
  test.write("a.jsonl", text);
  test.write("b.jsonl", text);
  test.write("c.jsonl", record("https://lantern.example/2", "Another report stands alone."));
  CHECK(counts(test.run()) == "3 read 2 added 1 unchanged");
  REQUIRE(test.paths() == Paths{"a.jsonl#1", "c.jsonl#1"});
  const auto id = test.articles().front().id;

  SECTION("which stays while one of the files does") {
    test.remove("a.jsonl");
    CHECK(counts(test.run()) == "2 read 1 moved 1 unchanged");
    CHECK(test.paths() == Paths{"b.jsonl#1", "c.jsonl#1"});
    CHECK(test.articles().front().id == id);
    CHECK(counts(test.run()) == "2 read 2 unchanged");
  }
  SECTION("and nothing changes when the copy goes") {
    test.remove("b.jsonl");
    CHECK(counts(test.run()) == "2 read 2 unchanged");
    CHECK(test.paths() == Paths{"a.jsonl#1", "c.jsonl#1"});
  }
  SECTION("and goes with the last of them") {
    test.remove("a.jsonl");
    test.remove("b.jsonl");
    test.options.force = true;
    CHECK(counts(test.run()) == "1 read 1 removed 1 unchanged");
    CHECK(test.paths() == Paths{"c.jsonl#1"});
  }
}

TEST_CASE("the same address with another text is a newer version", "[indexer][pipeline]") {
  const test::PipelineTest test;
  test.write("a.jsonl", record("https://lantern.example/1", "The first version of the report."));
  test.write("b.jsonl", record("https://lantern.example/1", "The second version of the report."));
  CHECK(counts(test.run()) == "2 read 1 added 1 updated");
  REQUIRE(test.articles().size() == 1);
  CHECK(test.articles()[0].text == "The second version of the report.");
  CHECK(counts(test.run()) == "2 read 2 unchanged");

  SECTION("and the older one comes back when that is gone") {
    test.remove("b.jsonl");
    CHECK(counts(test.run()) == "1 read 1 updated");
    REQUIRE(test.articles().size() == 1);
    CHECK(test.articles()[0].text == "The first version of the report.");
  }
  SECTION("also when the older file moves") {
    test.rename("a.jsonl", "z.jsonl");
    static_cast<void>(test.run());
    CHECK(test.articles()[0].text == "The second version of the report.");
  }
}

TEST_CASE("of two dated versions the newer one holds, whichever is read first",
          "[indexer][pipeline]") {
  const test::PipelineTest test;
  const auto dated = [](std::string_view day, std::string_view text) {
    return fmt::format(R"({{"url":"https://lantern.example/1","date":"{}","text":"{}"}})", day,
                       text);
  };
  test.write("b.jsonl", dated("2018-02-25", "The river fell again on Sunday."));
  test.write("c.jsonl", dated("2018-02-24", "The river rose on Saturday."));
  CHECK(counts(test.run()) == "2 read 1 added 1 unchanged");
  CHECK(test.paths() == Paths{"b.jsonl#1"});

  SECTION("also against one of an earlier run") {
    test.write("d.jsonl", dated("2018-02-23", "The river is watched."));
    CHECK(counts(test.run()) == "3 read 3 unchanged");
    test.write("a.jsonl", dated("2018-02-26", "The river is back in its bed."));
    CHECK(counts(test.run()) == "4 read 1 updated 3 unchanged");
    CHECK(test.paths() == Paths{"a.jsonl#1"});
  }
  SECTION("and the older one comes back when it is gone") {
    test.remove("b.jsonl");
    CHECK(counts(test.run()) == "1 read 1 updated");
    CHECK(test.paths() == Paths{"c.jsonl#1"});
  }
}

TEST_CASE("lines that a file gains, loses and shifts are noticed", "[indexer][pipeline]") {
  const test::PipelineTest test;
  const auto one = record("https://lantern.example/1", "The first report of the morning.");
  const auto two = record("https://lantern.example/2", "The second report of the morning.");
  const auto three = record("https://lantern.example/3", "The third report of the morning.");
  test.write("a.jsonl", one + two);
  CHECK(counts(test.run()) == "2 read 2 added");
  test.write("a.jsonl", one + two + three);
  CHECK(counts(test.run()) == "3 read 1 added 2 unchanged");
  test.write("a.jsonl", two + three);
  CHECK(counts(test.run()) == "2 read 2 moved 1 removed");
  CHECK(test.paths() == Paths{"a.jsonl#1", "a.jsonl#2"});
}

TEST_CASE("a bad line fails alone, and is told of again", "[indexer][pipeline]") {
  const test::PipelineTest test;
  test.write("a.jsonl", record("https://lantern.example/1", "The first report.") + "{\"text\":\n" +
                            record("https://lantern.example/2", "The second report."));
  const auto report = test.run();
  CHECK(counts(report) == "2 read 2 added 1 failed");
  REQUIRE(report.faults.size() == 1);
  CHECK(report.faults[0].where.to_message() == (test.folder() / "a.jsonl").string() + ":2");
  CHECK(exit_status(report) == 1);
  CHECK(counts(test.run()) == "2 read 2 unchanged 1 failed");
}

TEST_CASE("files that no reader takes are skipped every time", "[indexer][pipeline]") {
  const Indexed test;
  test.write("data.json", "{\"no\": \"article\"}");
  const auto first = test.run();
  CHECK(counts(first) == "3 read 3 unchanged 1 skipped");
  CHECK(first.skips.size() == 1);
  const auto revision = test.revision();
  const auto second = test.run();
  CHECK(counts(second) == "3 read 3 unchanged 1 skipped");
  CHECK(second.skips.size() == 1);
  CHECK(test.revision() == revision);
}

TEST_CASE("most of a folder does not go without force", "[indexer][pipeline]") {
  Indexed test;
  test.remove("a.txt");
  test.remove("b.txt");
  try {
    static_cast<void>(test.run());
    FAIL("two thirds are gone");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_usage);
    CHECK(error.hint().find("--force") != std::string::npos);
  }
  CHECK(test.articles().size() == 3);
  test.options.force = true;
  CHECK(counts(test.run()) == "1 read 2 removed 1 unchanged");
  test.options.force = false;
  CHECK(counts(test.run()) == "1 read 1 unchanged");
}

TEST_CASE("moved files are not gone", "[indexer][pipeline]") {
  const Indexed test;
  std::filesystem::create_directory(test.folder() / "2017");
  for (const std::string name : {"a.txt", "b.txt", "c.txt"}) test.rename(name, "2017/" + name);
  CHECK(counts(test.run()) == "3 read 3 moved");
}

TEST_CASE("a folder that is missing is no empty folder", "[indexer][pipeline]") {
  Indexed test;
  std::filesystem::rename(test.folder(), test.dir.path() / "elsewhere");
  CHECK_THROWS_AS(test.run(), Error);
  CHECK(test.articles().size() == 3);
  test.options.force = true;
  CHECK(counts(test.run()) == "3 removed");
  CHECK(test.articles().empty());
}

TEST_CASE("a path that was never there is refused", "[indexer][pipeline]") {
  test::PipelineTest test;
  test.options.paths = {(test.dir.path() / "nowhere").string()};
  test.options.force = true;
  CHECK_THROWS_AS(test.run(), Error);
}

TEST_CASE("a dry run says the same and writes nothing", "[indexer][pipeline]") {
  Indexed test;
  test.write("d.txt", "A fourth article has appeared in the folder overnight.");
  test.remove("c.txt");
  const auto before = test.articles();
  test.options.dry_run = true;
  CHECK(counts(test.run()) == "3 read 1 added 1 removed 2 unchanged");
  CHECK(test.articles() == before);
  test.options.archive = test.dir.path() / "none";
  CHECK(counts(test.run()) == "3 read 3 added");
  CHECK_FALSE(std::filesystem::exists(test.options.archive));
}

TEST_CASE("a rebuild gives the same articles from new segments", "[indexer][pipeline]") {
  Indexed test;
  test.rename("b.txt", "z.txt");
  static_cast<void>(test.run());
  const auto before = test.articles();
  test.options.rebuild = true;
  CHECK(counts(test.run()) == "3 read 3 added");
  CHECK(test.articles() == before);
  const auto snapshot = store::Snapshot::open(test.options.archive);
  CHECK(snapshot.segments().size() == 1);
  test.options.rebuild = false;
  CHECK(counts(test.run()) == "3 read 3 unchanged");
}

TEST_CASE("a rebuild keeps what came from other paths", "[indexer][pipeline]") {
  test::PipelineTest test;
  test.write("one/a.txt", "An article of the first folder, which nobody changes.");
  test.write("two/b.txt", "An article of the second folder, which is read anew.");
  static_cast<void>(test.run());
  test.remove("one/a.txt");
  test.options.paths = {(test.folder() / "two").string()};
  test.options.rebuild = true;
  static_cast<void>(test.run());
  CHECK(test.paths() == Paths{"one/a.txt", "two/b.txt"});
}

TEST_CASE("what is set for a run holds for every article", "[indexer][pipeline]") {
  Indexed test;
  Claim claim;
  claim.key = Key::outlet;
  claim.value = "The Lantern";
  claim.source = Source::manifest;
  claim.rule = "--set";
  test.options.set = {claim};
  const auto report = test.run();
  CHECK(counts(report) == "3 read 3 updated");
  const auto outlet = std::ranges::find(report.known, std::string("outlet"), &Known::field);
  REQUIRE(outlet != report.known.end());
  CHECK(outlet->known == 3);
  CHECK(counts(test.run()) == "3 read 3 unchanged");
}

TEST_CASE("a second writer is told which process holds the archive", "[indexer][pipeline]") {
  const Indexed test;
  const auto writer = store::ArchiveWriter::open_or_create(test.options.archive);
  try {
    static_cast<void>(test.run());
    FAIL("the archive is locked");
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::archive_locked);
    CHECK(std::string(error.what()).find("process ") != std::string::npos);
  }
}

TEST_CASE("what a killed run leaves behind goes with the next one", "[indexer][pipeline]") {
  const Indexed test;
  const auto left = test.options.archive / "building-000099";
  std::filesystem::create_directories(left / "xapian");
  CHECK(counts(test.run()) == "3 read 3 unchanged");
  CHECK_FALSE(std::filesystem::exists(left));
}

/// Enough records for several batches, some of which replace or repeat earlier ones.
std::string many_records(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i) {
    const int url = i % 7 == 3 ? i / 2 : i;
    const int version = i % 14 == 3 ? i : url;
    lines += record(fmt::format("https://lantern.example/{}", url),
                    fmt::format("Report number {} from the town hall, version {}.", url, version));
  }
  return lines;
}

TEST_CASE("the archive is the same for any number of workers", "[indexer][pipeline]") {
  const std::string lines = many_records(9000);
  std::vector<test::Found> expected;
  std::string told;
  for (const unsigned jobs : {1U, 2U, 4U}) {
    CAPTURE(jobs);
    test::PipelineTest test;
    test.options.jobs = jobs;
    test.options.memory = jobs == 2 ? 1 << 20 : 1 << 28;
    test.write("a.jsonl", lines);
    const auto report = test.run();
    if (expected.empty()) {
      expected = test.in_order();
      told = counts(report);
    }
    CHECK(expected.size() > 6000);
    CHECK(told == counts(report));
    CHECK(test.in_order() == expected);
    CHECK(store::Snapshot::open(test.options.archive).segments().size() <= 4);
  }
}

TEST_CASE("an interrupted run keeps what it read, and the next completes it",
          "[indexer][pipeline]") {
  test::PipelineTest test;
  test.options.jobs = 2;
  const std::string lines = many_records(6000);
  test.write("a.jsonl", lines);
  int asked = 0;
  const auto report = test.run([&] { return ++asked > 4500; });
  CHECK(report.interrupted);
  CHECK(exit_status(report) == 1);
  CHECK(report.read == 4500);
  const auto half = test.articles().size();
  CHECK(half > 3000);
  CHECK(store::check(test.options.archive).empty());

  const auto rest = test.run();
  CHECK(rest.read == 6000);
  CHECK(rest.unchanged >= half);
  test::PipelineTest whole;
  whole.write("a.jsonl", lines);
  static_cast<void>(whole.run());
  CHECK(test.articles() == whole.articles());
}

TEST_CASE("the seeds are read as a careful person reads them", "[indexer][pipeline][seeds]") {
  const std::filesystem::path seeds =
      std::filesystem::path(AE_SOURCE_DIR).parent_path() / "shared" / "seeds";
  if (!std::filesystem::exists(seeds)) return;  // not part of the source
  test::PipelineTest test;
  test.options.paths = {seeds.string()};
  const auto report = test.run();
  CHECK(counts(report) == "5 read 5 added 1 skipped");
  const std::string text = to_text(report);
  CHECK(text.find("date: 2 known, 3 unknown\n") != std::string::npos);
  CHECK(text.find("outlet: 1 known, 4 unknown\n") != std::string::npos);
  CHECK(counts(test.run()) == "5 read 5 unchanged 1 skipped");
}

}  // namespace
}  // namespace ae::indexing
