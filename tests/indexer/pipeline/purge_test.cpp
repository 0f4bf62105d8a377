// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/purge.hpp"

#include "ae/error.hpp"
#include "ae/searcher.hpp"
#include "common/schema/terms.hpp"
#include "common/store/segment.hpp"
#include "indexer/pipeline/publisher.hpp"
#include "indexer/pipeline/support.hpp"
#include "support/small_archive.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <iterator>

using namespace ae;
using test::counts;
using test::PipelineTest;

namespace {

constexpr std::string_view secret = "zyzzogeton";

/// Long enough that the archive's texts get a dictionary, trained on the secret, too.
std::string long_text(std::size_t number, std::string_view word) {
  std::string text;
  for (std::size_t i = 0; i < 60; ++i)
    text += fmt::format("Report {} of the council says {} in its paragraph {}. ", number, word,
                        i * number);
  return text;
}

void write_articles(const PipelineTest& test) {
  std::string lines;
  for (std::size_t i = 0; i < 900; ++i)
    lines += test::record(fmt::format("https://lantern.example/{}", i), long_text(i, "nothing"));
  test.write("a.jsonl", lines);
  test.write("b.jsonl", test::record("https://lantern.example/secret", long_text(7, secret)));
}

/// Files of the archive in which \p word stands, in texts that can be read and as stored.
std::vector<std::string> files_with(const std::filesystem::path& archive, std::string_view word) {
  std::vector<std::string> found;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(archive)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (bytes.find(word) != bytes.npos) found.push_back(entry.path().string());
  }
  return found;
}

std::string id_with(const PipelineTest& test, std::string_view word) {
  for (const auto& article : test.articles())
    if (article.text.find(word) != std::string::npos) return schema::hex(article.id);
  return {};
}

/// Of the version with \p word in its text.
std::string version_with(const PipelineTest& test, std::string_view word) {
  const auto snapshot = store::Snapshot::open(test.options.archive);
  for (const auto& entry : snapshot.segments()) {
    const store::Segment segment(snapshot, entry);
    for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid)
      if (segment.article(docid).body.text.find(word) != std::string::npos)
        return schema::hex(schema::version_id(segment.columns().ids()[docid - 1],
                                              segment.columns().text_hashes()[docid - 1]));
  }
  return {};
}

indexing::TakingOut take_out(const PipelineTest& test, const std::string& id, bool erase) {
  return indexing::take_out(test.options, {id}, erase, [] { return false; });
}

}  // namespace

TEST_CASE("what is purged stands in no byte of the archive", "[indexer][purge]") {
  PipelineTest test;
  write_articles(test);
  static_cast<void>(test.run());
  const std::string id = id_with(test, secret);
  REQUIRE_FALSE(files_with(test.options.archive, secret).empty());
  const auto taken = take_out(test, id, true);
  REQUIRE(taken.articles.size() == 1);
  CHECK(taken.articles[0].versions == 1);
  CHECK(taken.segments >= 1);
  CHECK(files_with(test.options.archive, secret).empty());
  for (const auto& article : test.articles()) CHECK(article.text.find(secret) == std::string::npos);
  CHECK(test.articles().size() == 900);
  CHECK(store::check(test.options.archive).empty());
  CHECK(Searcher(test.options.archive).count({.text = std::string(secret)}) == 0);

  SECTION("and does not come back while its source stands") {
    CHECK(counts(test.run()) == "900 read 900 unchanged 1 skipped");
    test.write("b.jsonl", test::record("https://lantern.example/secret", long_text(8, secret)));
    const auto report = test.run();
    CHECK(counts(report) == "900 read 900 unchanged 1 skipped");
    CHECK(report.skips.contains("purged"));
    test.options.rebuild = true;
    CHECK(counts(test.run()) == "900 read 900 added 1 skipped");
    CHECK(files_with(test.options.archive, secret).empty());
  }
  SECTION("until that is taken back") {
    test.options.readmit = {id};
    CHECK(counts(test.run()) == "901 read 1 added 900 unchanged");
    test.options.readmit.clear();
    CHECK(counts(test.run()) == "901 read 901 unchanged");
    CHECK(id_with(test, secret) == id);
  }
}

TEST_CASE("what was edited or deleted before is purged, too", "[indexer][purge]") {
  PipelineTest test;
  write_articles(test);
  static_cast<void>(test.run());
  const std::string id = id_with(test, secret);
  test.write("b.jsonl", test::record("https://lantern.example/secret", long_text(7, "nothing")));
  static_cast<void>(test.run());
  REQUIRE_FALSE(files_with(test.options.archive, secret).empty());
  static_cast<void>(take_out(test, id, true));
  CHECK(files_with(test.options.archive, secret).empty());
}

TEST_CASE("what was removed before is purged, too", "[indexer][purge]") {
  PipelineTest test;
  test.write("a.txt", "The council met on Monday and decided next to nothing.");
  test.write("b.txt", "The harbour stays closed until May, zyzzogeton said.");
  static_cast<void>(test.run());
  const std::string id = id_with(test, secret);
  static_cast<void>(take_out(test, id, false));
  REQUIRE_FALSE(files_with(test.options.archive, secret).empty());
  CHECK(take_out(test, id, true).segments >= 1);
  CHECK(files_with(test.options.archive, secret).empty());
  CHECK(test.run().skips.contains("purged"));
  CHECK_THROWS_WITH(take_out(test, id, true), Catch::Contains("was taken out already"));
}

TEST_CASE("a version that was removed before is purged by its id, too", "[indexer][purge]") {
  PipelineTest test;
  const auto dated = [](std::string_view day, std::string_view text) {
    return fmt::format(R"({{"url":"https://lantern.example/1","date":"{}","text":"{}"}})", day,
                       text);
  };
  test.write("a.jsonl", dated("2018-02-25", "The harbour opens again on Monday."));
  test.write("b.jsonl", dated("2018-02-24", "The harbour stays closed, zyzzogeton said."));
  static_cast<void>(test.run());
  const std::string id = version_with(test, secret);
  REQUIRE(take_out(test, id, false).articles.front().versions == 1);
  REQUIRE_FALSE(files_with(test.options.archive, secret).empty());
  CHECK(take_out(test, id, true).segments >= 1);
  CHECK(files_with(test.options.archive, secret).empty());
  CHECK(test.run().skips.contains("purged"));
  CHECK(test.articles().size() == 1);
}

TEST_CASE("what other segments of a large archive learnt of names is purged, too",
          "[indexer][purge]") {
  auto names_surname = test::article("t", "Zyzzogeton spoke.");
  names_surname.date = Day(std::chrono::year(2017) / 12 / 13);
  names_surname.body.mentions = {{.bytes = {0, 10}, .type = 0, .canonical = "Zyzzogeton"}};
  auto names_all = names_surname;
  names_all.body.text = "Ann Zyzzogeton spoke.";
  names_all.body.mentions = {{.bytes = {0, 14}, .type = 0, .canonical = "Ann Zyzzogeton"}};
  std::vector<store::StoredArticle> many(20'000, test::article("x", "Nothing."));
  many.push_back(names_surname);
  test::SmallArchive archive(many);
  archive.add({names_all, test::article("y", "Nothing else.")});
  PipelineTest test;
  test.options.archive = archive.path();
  const auto never = [] { return false; };
  static_cast<void>(indexing::Publisher(test.options, never).settle());
  REQUIRE(files_with(archive.path() / "segments/000001", "Ann Zyzzogeton").size() == 1);
  static_cast<void>(take_out(test, "0000000000004e22", true));  // 20,002
  CHECK(files_with(archive.path(), "Ann Zyzzogeton").empty());
}

TEST_CASE("a run that reads nothing does not use up what is taken back", "[indexer][purge]") {
  PipelineTest test;
  test.write("a.txt", "The council met on Monday and decided next to nothing.");
  test.write("b.txt", "The harbour stays closed until May, the authority said.");
  static_cast<void>(test.run());
  const std::string id = id_with(test, "harbour");
  static_cast<void>(take_out(test, id, true));
  test.options.readmit = {id};
  static_cast<void>(test.run([] { return true; }));
  test.options.paths = {(test.folder() / "mistyped").string()};
  try {
    static_cast<void>(test.run());
  } catch (const Error& error) {
    CHECK(error.code() == ErrorCode::bad_usage);
  }
  test.options.paths = {test.folder().string()};
  CHECK(counts(test.run()) == "2 read 1 added 1 unchanged");
}

TEST_CASE("what is removed comes back when its source changes", "[indexer][purge]") {
  PipelineTest test;
  test.write("a.txt", "The council met on Monday and decided next to nothing.");
  test.write("b.txt", "The harbour stays closed until May, the authority said.");
  static_cast<void>(test.run());
  const std::string id = id_with(test, "harbour");
  static_cast<void>(take_out(test, id, false));
  CHECK(test.paths() == std::vector<std::string>{"a.txt"});
  CHECK(counts(test.run()) == "1 read 1 unchanged 1 skipped");
  test.write("b.txt", "The harbour stays closed until June, the authority said.");
  CHECK(counts(test.run()) == "2 read 1 added 1 unchanged");
  CHECK(id_with(test, "June") == id);
}

TEST_CASE("an unknown id changes nothing", "[indexer][purge]") {
  PipelineTest test;
  test.write("a.txt", "The council met on Monday and decided next to nothing.");
  static_cast<void>(test.run());
  const auto revision = test.revision();
  CHECK_THROWS_AS(take_out(test, "0123456789abcdef", true), Error);
  CHECK_THROWS_AS(take_out(test, "no id at all", true), Error);
  CHECK(test.revision() == revision);
}

TEST_CASE("a dry run of a purge changes nothing", "[indexer][purge]") {
  PipelineTest test;
  test.write("a.txt", "The council met on Monday and decided next to nothing.");
  static_cast<void>(test.run());
  const auto revision = test.revision();
  test.options.dry_run = true;
  const auto taken = take_out(test, id_with(test, "council"), true);
  CHECK(taken.segments == 1);
  CHECK(test.revision() == revision);
  CHECK(to_text(taken, true, true).find("would be purged") != std::string::npos);
}

TEST_CASE("a list of ids that takes out more than half asks for --force", "[indexer][purge]") {
  PipelineTest test;
  test.write("a.txt", "The council met on Monday and decided next to nothing.");
  test.write("b.txt", "The harbour stays closed until May, the authority said.");
  test.write("c.txt", "A brass band ended the fair on Sunday evening in the rain.");
  static_cast<void>(test.run());
  const std::vector<std::string> two{id_with(test, "council"), id_with(test, "harbour")};
  const auto never = [] { return false; };
  CHECK_THROWS_WITH(take_out(test.options, two, false, never), "2 of 3 articles would go");
  CHECK(test.paths().size() == 3);
  const std::string one = two.front();
  CHECK(take_out(test.options, {one, one}, false, never).articles.size() == 1);
  test.options.force = true;
  static_cast<void>(take_out(test.options, {two.back()}, false, never));
  CHECK(test.paths() == std::vector<std::string>{"c.txt"});
}
