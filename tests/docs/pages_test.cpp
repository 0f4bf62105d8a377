// SPDX-License-Identifier: GPL-2.0-or-later
#include "docs/pages.hpp"

#include "common/schema/fields.hpp"
#include "indexer/options.hpp"
#include "searcher/options.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

using namespace ae::test;

namespace {

const std::filesystem::path root = AE_SOURCE_DIR;

bool stands_at(const std::filesystem::path& page, const std::string& path) {
  const auto folder = path.starts_with("./") ? page.parent_path() : root;
  return std::filesystem::exists(folder / path);
}

}  // namespace

TEST_CASE("every command in the documentation prints what the page shows", "[docs]") {
  std::size_t run = 0;
  for (const auto& page : pages()) {
    const TempDir home;
    const Shell shell(home.path());
    for (const Example& example : read_examples(read_file(page))) {
      const auto result = shell.run(example.command);
      INFO(page.string() << ":" << example.line << ": $ " << example.command);
      INFO("prints, with status " << result.status << ":\n" << result.output);
      if (example.shown.empty()) CHECK(result.status == 0);
      CHECK(agrees(example.shown, result.output));
      ++run;
    }
  }
  CHECK(run >= 50);
}

TEST_CASE("every path that the documentation names exists", "[docs]") {
  for (const auto& page : pages()) {
    for (const std::string& path : read_paths(read_file(page))) {
      INFO(page.string() << " names " << path);
      CHECK(stands_at(page, path));
    }
  }
}

TEST_CASE("the examples that --help shows can be typed", "[docs]") {
  const TempDir home;
  const Shell shell(home.path());
  REQUIRE(shell.run("ae-index --quiet corpus/").status == 0);
  std::size_t run = 0;
  for (const auto& section : ae::searching::search_program().sections)
    for (const auto& row : section.rows) {
      if (section.title != "Examples" && section.title != "Fields") continue;
      const bool command = section.title == "Examples";
      const std::string example(row.term);
      const std::string typed = command ? example : "ae-search --count '" + example + "'";
      const auto result = shell.run(typed);
      INFO("$ " << typed << "\n" << result.output);
      CHECK(result.status <= 1);  // something matches, or nothing: but it is understood
      ++run;
    }
  CHECK(run >= 15);
}

TEST_CASE("every option and field is explained", "[docs]") {
  const auto query = read_file(root / "docs/query.md");
  const auto formats = read_file(root / "docs/formats.md");
  for (const auto& option : ae::searching::search_program().options) {
    CAPTURE(option.name);
    CHECK(query.find("`--" + std::string(option.name)) != std::string::npos);
  }
  for (const auto& option : ae::indexing::index_program().options) {
    CAPTURE(option.name);
    CHECK(formats.find("`--" + std::string(option.name)) != std::string::npos);
  }
  for (const auto& field : ae::schema::fields) {
    CAPTURE(field.name);
    CHECK(query.find("`" + std::string(field.name) + ":") != std::string::npos);
  }
}

TEST_CASE("the program that the documentation prints is the one that is built", "[docs]") {
  const auto program = read_file(root / "docs/examples/search.cpp");
  CHECK(read_file(root / "docs/embedding.md").find("```cpp\n" + program + "```\n") !=
        std::string::npos);
}

TEST_CASE("examples are read out of console blocks only", "[docs]") {
  const auto examples =
      read_examples("```sh\n$ no\n```\n$ no\n```console\n$ one\nout\n\n$ two\n```\n$ no\n");
  REQUIRE(examples.size() == 2);
  CHECK(examples[0].line == 6);
  CHECK(examples[0].command == "one");
  CHECK(examples[0].shown == std::vector<std::string>{"out", ""});
  CHECK(examples[1].shown.empty());
}

TEST_CASE("three points stand for what an example leaves out", "[docs]") {
  CHECK(agrees({"a", "b"}, "a\nb\n"));
  CHECK_FALSE(agrees({"a"}, "a\nb\n"));
  CHECK_FALSE(agrees({"a", "b"}, "a\n"));
  CHECK_FALSE(agrees({}, "a\n"));
  CHECK(agrees({"a", "..."}, "a\nb\nc\n"));
  CHECK(agrees({"...", "c"}, "a\nb\nc\n"));
  CHECK_FALSE(agrees({"...", "b"}, "a\nb\nc\n"));
  CHECK(agrees({"be..."}, "before\n"));
  CHECK_FALSE(agrees({"be..."}, "after\n"));
}

TEST_CASE("paths are found where pages name them", "[docs]") {
  const auto found = read_paths(
      "See `common/date.cpp`, tests/ and docs/no.md. Not build/dev or x/docs/a, "
      "but [this](query.md#top) and not [that](https://xapian.org).");
  CHECK(found == std::vector<std::string>{"./query.md", "common/date.cpp", "tests/", "docs/no.md"});
}
