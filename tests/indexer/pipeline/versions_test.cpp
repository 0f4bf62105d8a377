// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/support.hpp"
#include "support/random_words.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <map>
#include <set>
#include <tuple>

using namespace ae;
using test::counts;
using test::PipelineTest;

namespace {

/// A version as the archive holds it.
struct Kept {
  std::uint64_t id = 0;
  std::string text, day, outlet;
  bool earlier = false;
  friend auto operator<=>(const Kept&, const Kept&) = default;
};

std::set<Kept> versions(const PipelineTest& test) {
  std::set<Kept> all;
  const auto snapshot = store::Snapshot::open(test.options.archive);
  for (const auto& entry : snapshot.segments()) {
    const store::Segment segment(snapshot, entry);
    for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid) {
      if (store::contains(segment.tombstones(), docid)) continue;
      const auto article = segment.article(docid);
      all.insert({segment.columns().ids()[docid - 1], article.body.text,
                  article.date ? to_iso(*article.date) : "", article.outlet,
                  store::contains(segment.earlier(), docid)});
    }
  }
  return all;
}

std::string current_text(const PipelineTest& test) {
  std::string text;
  for (const Kept& each : versions(test))
    if (!each.earlier) text += each.text;
  return text;
}

std::string dated(std::string_view time, std::string_view text) {
  return fmt::format("{{\"url\":\"https://lantern.example/1\",\"date\":\"{}\",\"text\":\"{}\"}}\n",
                     time, text);
}

/// A folder of JSON Lines about a few addresses, changed at random.
class Sources {
 public:
  explicit Sources(std::uint32_t seed) : random_(seed) {}

  void change(const PipelineTest& test) {
    for (std::size_t times = random_.number(4); times > 0; --times) {
      const std::string name =
          std::string(1, static_cast<char>('a' + random_.number(5))) + ".jsonl";
      if (random_.number(4) == 0)
        files_.erase(name);
      else
        files_[name] = lines();
    }
    for (char name = 'a'; name < 'f'; ++name) {
      const std::string file = std::string(1, name) + ".jsonl";
      if (files_.contains(file))
        test.write(file, files_[file]);
      else
        test.remove(file);
    }
  }

  /// Corrections of some of the records.
  std::string told() {
    std::string out = "path,url,date,outlet\n";
    for (char name = 'a'; name < 'f'; ++name) {
      const auto what = random_.number(8);
      const auto line = 1 + random_.number(3);
      if (what > 3) continue;
      const std::array said{fmt::format("https://lantern.example/{},,", random_.number(3)),
                            fmt::format(",2018-02-0{},", 1 + random_.number(5)),
                            std::string(",,Told"), std::string(",2018-02-03,Told")};
      out += fmt::format("{}.jsonl#{},{}\n", name, line, said.at(what));
    }
    return out;
  }

 private:
  std::string lines() {
    std::string out;
    for (std::size_t left = random_.number(4); left > 0; --left) {
      const auto day = random_.number(5);
      const std::string date = day == 0 ? "" : fmt::format("\"date\":\"2018-02-0{}\",", day);
      out += fmt::format(
          "{{\"url\":\"https://lantern.example/{}\",{}\"outlet\":\"Outlet {}\",\"text\":\"The "
          "report "
          "says {} of it.\"}}\n",
          random_.number(3), date, random_.number(2), std::string(1 + random_.number(3), 'x'));
    }
    return out + "{\"url\":\"https://lantern.example/always\",\"text\":\"This one stays.\"}\n";
  }

  test::RandomWords random_;
  std::map<std::string, std::string> files_;
};

}  // namespace

TEST_CASE("versions of one address are kept, the newest in front", "[indexer][versions]") {
  const PipelineTest test;
  test.write("a.jsonl", dated("2018-02-25", "The river fell again on Sunday."));
  test.write("b.jsonl", dated("2018-02-24", "The river rose on Saturday."));
  CHECK(counts(test.run()) == "2 read 1 added 1 unchanged");
  CHECK(versions(test).size() == 2);
  CHECK(current_text(test) == "The river fell again on Sunday.");
  CHECK(store::Snapshot::open(test.options.archive).articles() == 1);

  SECTION("and the older one is called forward without being read again") {
    test.remove("a.jsonl");
    CHECK(counts(test.run()) == "1 read 1 updated");
    CHECK(current_text(test) == "The river rose on Saturday.");
    CHECK(versions(test).size() == 1);
    CHECK(counts(test.run()) == "1 read 1 unchanged");
  }
  SECTION("and an edit to an older date calls the other one forward") {
    test.write("a.jsonl", dated("2018-02-23", "The river is watched."));
    static_cast<void>(test.run());
    CHECK(current_text(test) == "The river rose on Saturday.");
    CHECK(versions(test).size() == 2);
  }
  SECTION("and a newer date for the same text does so, too") {
    test.write("b.jsonl", dated("2018-02-26", "The river rose on Saturday."));
    static_cast<void>(test.run());
    CHECK(current_text(test) == "The river rose on Saturday.");
    CHECK(versions(test).size() == 2);
  }
  SECTION("and an edited text is no version of its own") {
    test.write("a.jsonl", dated("2018-02-25", "The river fell a little on Sunday."));
    CHECK(counts(test.run()) == "2 read 1 updated 1 unchanged");
    CHECK(versions(test).size() == 2);
    CHECK(current_text(test) == "The river fell a little on Sunday.");
  }
  SECTION("and go with the last of them") {
    test.remove("a.jsonl");
    test.remove("b.jsonl");
    test.write("c.txt", "Another article that has nothing to do with the river.");
    const_cast<PipelineTest&>(test).options.force = true;
    CHECK(counts(test.run()) == "1 read 1 added 1 removed");
  }
}

TEST_CASE("of one day the later time is newer", "[indexer][versions]") {
  const PipelineTest test;
  test.write("a.jsonl", dated("2018-02-25T18:30:00", "The river fell in the evening."));
  test.write("b.jsonl", dated("2018-02-25T09:15:00", "The river fell in the morning."));
  static_cast<void>(test.run());
  CHECK(current_text(test) == "The river fell in the evening.");
  CHECK(versions(test).size() == 2);
}

TEST_CASE("what the user says of versions settles which is the newest", "[indexer][versions]") {
  PipelineTest test;
  test.write("a.jsonl", dated("2018-02-25", "The river fell again on Sunday."));
  test.write("b.jsonl", dated("2018-02-24", "The river rose on Saturday."));
  static_cast<void>(test.run());

  SECTION("by their dates") {
    test.options.meta = "path,date\nb.jsonl#1,2018-02-26\n";
    const auto report = test.run();
    CHECK(counts(report) == "2 read 1 updated 1 unchanged");
    CHECK(report.bytes == 0);
    CHECK(current_text(test) == "The river rose on Saturday.");
    CHECK(versions(test).size() == 2);
    test.options.meta = "";
    CHECK(test.run().bytes == 0);
    CHECK(current_text(test) == "The river fell again on Sunday.");
  }
  SECTION("by an address of its own") {
    test.options.meta = "path,url\nb.jsonl#1,https://lantern.example/2\n";
    const auto report = test.run();
    CHECK(counts(report) == "2 read 1 added 1 unchanged");
    CHECK(report.bytes == 0);
    CHECK(store::Snapshot::open(test.options.archive).articles() == 2);
    test.options.meta = "";
    CHECK(counts(test.run()) == "2 read 1 removed 2 unchanged");
    CHECK(store::Snapshot::open(test.options.archive).articles() == 1);
  }
}

TEST_CASE("runs over changing sources end where one run would", "[indexer][versions]") {
  const auto seed = GENERATE(range(std::uint32_t{1}, std::uint32_t{26}));
  CAPTURE(seed);
  PipelineTest test;
  test.options.force = true;
  Sources sources(seed);
  for (int run = 0; run < 6; ++run) {
    CAPTURE(run);
    sources.change(test);
    test.options.meta = sources.told();
    CAPTURE(*test.options.meta);
    test.options.rebuild = run == 4;
    static_cast<void>(test.run());
    test.options.rebuild = false;
    PipelineTest fresh;
    fresh.options.paths = test.options.paths;
    fresh.options.meta = test.options.meta;
    static_cast<void>(fresh.run());
    REQUIRE(versions(test) == versions(fresh));
  }
}
