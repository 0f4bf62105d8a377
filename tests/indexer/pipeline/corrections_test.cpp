// SPDX-License-Identifier: GPL-2.0-or-later
/// What the user says later on, and what is remembered of failures.
#include "indexer/corrections/fields.hpp"
#include "indexer/pipeline/failures.hpp"
#include "indexer/pipeline/run.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <string>

#include "tests/indexer/pipeline/support.hpp"

namespace ae::indexing {
namespace {

using test::counts;

class Corrected : public test::PipelineTest {
 public:
  Corrected() {
    write("a.txt", "The council met on Monday and agreed on the new bridge.");
    write("w.jsonl",
          "{\"text\":\"The harbour opens in May.\"}\n{\"text\":\"Rain over the hills.\"}\n");
    REQUIRE(counts(run()) == "3 read 3 added");
  }

  /// "a.txt=Lantern w.jsonl#1= ...": the outlets of all articles.
  [[nodiscard]] std::string outlets() const {
    std::string out;
    const auto snapshot = store::Snapshot::open(options.archive);
    std::vector<std::string> all;
    for (const auto& entry : snapshot.segments()) {
      const store::Segment segment(snapshot, entry);
      for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid) {
        if (store::contains(segment.tombstones(), docid)) continue;
        const auto article = segment.article(docid);
        const std::string& path = article.record.path;
        all.push_back(path.substr(path.rfind('/') + 1) + "=" + article.outlet);
      }
    }
    std::sort(all.begin(), all.end());
    for (const std::string& each : all) out += (out.empty() ? "" : " ") + each;
    return out;
  }

  /// A change that no run can notice without opening the file.
  void change_unseen(std::string_view name, std::string_view text) const {
    const auto time = std::filesystem::last_write_time(folder() / name);
    write(name, text);
    std::filesystem::last_write_time(folder() / name, time);
  }
};

TEST_CASE("what the user says is applied without reading a file again", "[indexer][pipeline]") {
  Corrected test;
  const auto before = test.articles();
  test.change_unseen("a.txt", "THE COUNCIL MET ON MONDAY AND AGREED ON THE NEW BRIDGE.");
  SECTION("by a manifest") {
    test.options.meta = "path,outlet\na.txt,Lantern\nw.jsonl#2,Post\n";
    const Report report = test.run();
    CHECK(counts(report) == "3 read 2 updated 1 unchanged");
    CHECK(report.bytes == 0);
    CHECK(test.outlets() == "a.txt=Lantern w.jsonl#1= w.jsonl#2=Post");
  }
  SECTION("by --set") {
    test.options.set = {told(Key::outlet, "Lantern", Source::manifest, "--set")};
    const Report report = test.run();
    CHECK(counts(report) == "3 read 3 updated");
    CHECK(report.bytes == 0);
    CHECK(test.outlets() == "a.txt=Lantern w.jsonl#1=Lantern w.jsonl#2=Lantern");
  }
  SECTION("by a sidecar") {
    test.write("w.jsonl.meta.json", R"({"outlet":"Lantern","title":"Not of all"})");
    const Report report = test.run();
    CHECK(counts(report) == "3 read 2 updated 1 unchanged");
    CHECK(report.bytes == 0);
    CHECK(test.outlets() == "a.txt= w.jsonl#1=Lantern w.jsonl#2=Lantern");
    test.remove("w.jsonl.meta.json");
    CHECK(counts(test.run()) == "3 read 2 updated 1 unchanged");
    CHECK(test.outlets() == "a.txt= w.jsonl#1= w.jsonl#2=");
  }
  SECTION("by their paths") {
    test.options.path_pattern.emplace("{outlet}.txt");
    const Report report = test.run();
    CHECK(counts(report) == "3 read 1 updated 2 unchanged");
    CHECK(report.bytes == 0);
    CHECK(test.outlets() == "a.txt=a w.jsonl#1= w.jsonl#2=");
  }
  CHECK(test.articles() == before);  // their texts and ids
}

TEST_CASE("a manifest holds for all runs to come, until another takes its place",
          "[indexer][pipeline]") {
  Corrected test;
  test.options.meta = "path,outlet\n*.txt,Lantern\n";
  static_cast<void>(test.run());
  test.options.meta.reset();
  test.write("b.txt", "A new report of the harbour came in at night.");
  CHECK(counts(test.run()) == "4 read 1 added 3 unchanged");
  CHECK(test.outlets() == "a.txt=Lantern b.txt=Lantern w.jsonl#1= w.jsonl#2=");
  const auto revision = test.revision();
  CHECK(counts(test.run()) == "4 read 4 unchanged");
  CHECK(test.revision() == revision);
  test.options.meta = "";
  CHECK(counts(test.run()) == "4 read 2 updated 2 unchanged");
  CHECK(test.outlets() == "a.txt= b.txt= w.jsonl#1= w.jsonl#2=");
}

TEST_CASE("an address told later on gives an article another id", "[indexer][pipeline]") {
  Corrected test;
  const auto before = test.articles();
  test.options.meta = "path,url\na.txt,https://x.example/a\n";
  CHECK(counts(test.run()) == "3 read 1 added 1 removed 2 unchanged");
  const auto after = test.articles();
  REQUIRE(after.size() == 3);
  CHECK(after[0].id != before[0].id);
  CHECK(after[0].text == before[0].text);
}

TEST_CASE("an article that stands in the archive by another file's record is read for it",
          "[indexer][pipeline]") {
  test::PipelineTest test;
  const auto said_by = [](std::string_view outlet) {
    return fmt::format(
        "{{\"url\":\"https://x.example/1\",\"outlet\":\"{}\",\"text\":\"The harbour opens.\"}}\n",
        outlet);
  };
  test.write("one.jsonl", said_by("Lantern"));
  test.write("two.jsonl", said_by("Post"));
  REQUIRE(counts(test.run()) == "2 read 1 added 1 updated");
  test.options.meta = "path,url\none.jsonl#1,https://x.example/2\n";
  const Report report = test.run();
  CHECK(counts(report) == "2 read 1 added 1 unchanged");
  CHECK(report.bytes > 0);
  CHECK(test.paths() == std::vector<std::string>{"one.jsonl#1", "two.jsonl#1"});
}

TEST_CASE("what is wrong with corrections is told, and the run goes on", "[indexer][pipeline]") {
  Corrected test;
  test.options.meta = "path,date,mood\na.txt,yesterday,glad\nnowhere.txt,2017-12-13,\n";
  test.write("w.jsonl.meta.json", "{\"outlet\":");
  test.options.path_pattern.emplace("{date}/*");
  const Report report = test.run();
  std::vector<std::string> rules;
  for (const Fault& fault : report.faults) rules.push_back(fault.rule);
  CHECK(rules == std::vector<std::string>{"meta-column", "meta-value", "path-pattern",
                                          "meta-unused", "sidecar"});
  CHECK(test.articles().size() == 3);
}

TEST_CASE("a rebuild and a fresh archive know what was told", "[indexer][pipeline]") {
  Corrected test;
  test.options.meta = "path,outlet\na.txt,Lantern\n";
  static_cast<void>(test.run());
  test.options.meta.reset();
  test.options.rebuild = true;
  static_cast<void>(test.run());
  CHECK(test.outlets() == "a.txt=Lantern w.jsonl#1= w.jsonl#2=");
}

TEST_CASE("failed inputs are remembered until they succeed or vanish", "[indexer][pipeline]") {
  test::PipelineTest test;
  const auto failures = [&] {
    std::string out;
    for (const FailedFile& file : failures_of(test.options.archive))
      for (const Fault& fault : file.faults)
        out += fault.where.to_message().substr(test.folder().string().size() + 1) + " " +
               fault.rule + "; ";
    return out;
  };
  test.write("a.jsonl", "{\"text\":\"The harbour opens in May.\"}\n{\"text\":\n");
  test.write("b.jsonl", "{\"text\":\n");
  test.write("c.txt", "The council met on Monday and agreed on the new bridge.");
  CHECK(counts(test.run()) == "2 read 2 added 2 failed");
  CHECK(failures() == "a.jsonl:2 bad-json; b.jsonl:1 bad-json; ");
  const auto revision = test.revision();
  CHECK(counts(test.run()) == "2 read 2 unchanged 2 failed");
  CHECK(test.revision() == revision);

  SECTION("by a run that is told to retry, and reads nothing else") {
    test.write("a.jsonl", "{\"text\":\"The harbour opens in May.\"}\n{\"text\":\"Rain fell.\"}\n");
    test.write("d.txt", "A new file that is not asked for.");
    test.options.paths.clear();
    test.options.retry_failed = true;
    CHECK(counts(test.run()) == "2 read 1 added 1 unchanged 1 failed");
    CHECK(failures() == "b.jsonl:1 bad-json; ");
    test.remove("b.jsonl");
    static_cast<void>(test.run());
    CHECK(failures().empty());
    CHECK(test.paths() == std::vector<std::string>{"a.jsonl#1", "a.jsonl#2", "c.txt"});
  }
  SECTION("by any run") {
    test.remove("a.jsonl");
    test.write("b.jsonl", "{\"text\":\"Sound again.\"}\n");
    test.options.force = true;
    CHECK(counts(test.run()) == "2 read 1 added 1 removed 1 unchanged");
    CHECK(failures().empty());
  }
  SECTION("whatever becomes of segments") {
    for (int i = 0; i < 12; ++i) {
      test.write("more" + std::to_string(i) + ".txt", "Report " + std::to_string(i) + " came in.");
      static_cast<void>(test.run());
    }
    CHECK(failures() == "a.jsonl:2 bad-json; b.jsonl:1 bad-json; ");
  }
}

TEST_CASE("of a file that fails often the first faults are remembered", "[indexer][pipeline]") {
  test::PipelineTest test;
  std::string bad;
  for (int i = 0; i < 300; ++i) bad += "{\"text\":\n";
  test.write("a.jsonl", bad);
  CHECK(counts(test.run()) == "300 failed");
  const auto failed = failures_of(test.options.archive);
  REQUIRE(failed.size() == 1);
  CHECK(failed[0].failed == 300);
  CHECK(failed[0].faults.size() == 100);
  CHECK(to_text(failed).find("… and 200 more failed") != std::string::npos);
}

}  // namespace
}  // namespace ae::indexing
