// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/corrections/manifest.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <string>
#include <tuple>
#include <vector>

using namespace ae::indexing;

namespace {

/// A manifest and what was wrong with it.
struct Read {
  Manifest manifest;
  std::vector<std::string> faults;

  explicit Read(const std::string& text) { manifest = Manifest::parse(text, "m.csv", sink()); }

  FaultSink sink() {
    return [this](const Fault& fault) {
      faults.push_back(fault.where.to_message() + ": " + fault.rule);
    };
  }

  /// "outlet=Reuters" of the article \p member and \p line in the file at \p path.
  std::string says(const std::string& path, const std::string& member = {},
                   std::uint64_t line = 0) {
    std::string out;
    const Location where{.path = "shown", .member = member, .line = line};
    for (const Claim& claim : manifest.claims(manifest.lines_for(path), path, where))
      out += (out.empty() ? "" : " ") + std::string(name(claim.key)) + "=" + claim.value;
    return out;
  }
};

}  // namespace

TEST_CASE("a line speaks of the paths it names", "[indexer][corrections]") {
  using Row = std::tuple<std::string, std::string, bool>;
  const auto [pattern, path, expected] = GENERATE(values<Row>({
      {"a.txt", "/n/a.txt", true},
      {"a.txt", "/n/aa.txt", false},
      {"n/a.txt", "/x/n/a.txt", true},
      {"./n/a.txt", "/x/n/a.txt", true},
      {"../n/a.txt", "/x/n/a.txt", true},
      {"/x/n/a.txt", "/x/n/a.txt", true},
      {"/n/a.txt", "/x/n/a.txt", false},
      {"n", "/x/n/deep/a.txt", true},
      {"n/", "/x/n/deep/a.txt", true},
      {"n", "/x/nn/a.txt", false},
      {"x/n", "/x/n/a.txt", true},
      {"n/*.txt", "/x/n/a.txt", true},
      {"n/*.txt", "/x/n/deep/a.txt", true},
      {"n/?.txt", "/x/n/ab.txt", false},
      {"*", "/x/n/a.txt", true},
      {"odd#1", "/x/odd#1", true},
      {"a[1].txt", "/x/a[1].txt", true},
  }));
  CAPTURE(pattern, path);
  Read read("path,outlet\n" + pattern + ",Lantern\n");
  CHECK(read.says(path) == (expected ? "outlet=Lantern" : ""));
}

TEST_CASE("the last line that speaks of an article holds, field by field",
          "[indexer][corrections]") {
  Read read(
      "path,date,outlet,authors\n*,,Lantern,Ana Reyes\nold,1999-01-02,,Bo "
      "Stone\nold/a.txt,,Post,\n");
  CHECK(read.says("/n/old/a.txt") == "outlet=Post date=1999-01-02 author=Bo Stone");
  CHECK(read.says("/n/b.txt") == "outlet=Lantern author=Ana Reyes");
  const auto lines = read.manifest.lines_for("/n/old/a.txt");
  const auto claims = read.manifest.claims(lines, "/n/old/a.txt", {});
  CHECK(claims[0].rule == "m.csv:4 (old/a.txt)");
  CHECK(claims[0].source == Source::manifest);
}

TEST_CASE("a table may name each article of a large file", "[indexer][corrections]") {
  std::string table = "path,outlet\nd#3,Folder\n";
  for (int i = 1; i <= 2000; ++i) table += fmt::format("w.jsonl#{0},Post {0}\n", i);
  Read read(table + "a.zip!b.txt,Member\n");
  CHECK(read.says("/n/w.jsonl", {}, 17) == "outlet=Post 17");
  CHECK(read.says("/n/w.jsonl", {}, 2001) == "");
  CHECK(read.says("/n/w.jsonl") == "");
  CHECK(read.says("/n/a.zip", "b.txt") == "outlet=Member");
  CHECK(read.says("/n/d#3/a.txt") == "outlet=Folder");
}

TEST_CASE("what tells one article from others is not said of all in a file",
          "[indexer][corrections]") {
  Read read(
      "path,title,outlet,url\nw.jsonl,All,Wire,https://x.example/\nw.jsonl#2,Two,,"
      "https://x.example/2\nz.zip!a.txt,Ah,,\n");
  CHECK(read.says("/n/w.jsonl", {}, 1) == "outlet=Wire");
  CHECK(read.says("/n/w.jsonl", {}, 2) == "title=Two url=https://x.example/2 outlet=Wire");
  CHECK(read.says("/n/w.jsonl", {}, 22) == "outlet=Wire");
  CHECK(read.says("/n/z.zip", "a.txt") == "title=Ah");
  CHECK(read.says("/n/z.zip", "b.txt").empty());
}

TEST_CASE("what cannot be followed is named, and the rest holds", "[indexer][corrections]") {
  Read read(
      "path;mood;date;note\na.txt;glad;2017-12-13;mine\nb.txt;;30 February 2017;\n;;2017-12-13;\n"
      "c.txt;;03/04/2018;\nd.txt;;13 December 2017;\nempty.txt;;;\n");
  CHECK(read.faults == std::vector<std::string>{"m.csv:1: meta-column", "m.csv:3: meta-value",
                                                "m.csv:4: meta-line", "m.csv:5: meta-value"});
  CHECK(read.says("/n/a.txt") == "date=2017-12-13");
  CHECK(read.says("/n/b.txt").empty());
  read.faults.clear();
  read.manifest.note_unused(read.sink());
  CHECK(read.faults == std::vector<std::string>{"m.csv:6: meta-unused"});
}

TEST_CASE("any bytes are a manifest", "[indexer][corrections]") {
  const std::string bytes = GENERATE(
      std::string(), std::string("\xff\xfe"), std::string("path"), std::string("outlet\nx\n"),
      std::string(200000, '"'), std::string(100000, ','), "path,outlet\n" + std::string(9, '\0'),
      "path,outlet\n\"" + std::string(100000, 'a') + "\",b");
  Read read(bytes);
  CHECK(read.says("/n/a.txt").empty());
}

TEST_CASE("many lines cost no more than their paths", "[indexer][corrections]") {
  std::string text = "path,outlet\n";
  for (int i = 0; i < 100000; ++i) text += "d/" + std::to_string(i) + ".txt,Lantern\n";
  Read read(text);
  for (int i = 0; i < 100000; ++i)
    REQUIRE(read.manifest.lines_for("/n/d/" + std::to_string(i) + ".txt").all.size() == 1);
}

TEST_CASE("lines that only moved within the table say the same", "[indexer][corrections]") {
  Read one("path,outlet\na.txt,Lantern\n");
  Read two("path,outlet\nb.txt,Post\na.txt,Lantern\n");
  const auto hash = [](Read& read, const std::string& path) {
    return read.manifest.hash(read.manifest.lines_for(path));
  };
  CHECK(hash(one, "/n/a.txt") == hash(two, "/n/a.txt"));
  CHECK(hash(one, "/n/a.txt") != hash(two, "/n/b.txt"));
  CHECK(hash(one, "/n/b.txt") == 0);
}
