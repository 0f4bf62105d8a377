// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/options.hpp"

#include "ae/error.hpp"
#include "support/environment.hpp"

#include <catch2/catch.hpp>

using namespace ae::indexing;

namespace {

Command parse(std::vector<const char*> line) {
  line.insert(line.begin(), "ae-index");
  return parse_arguments(static_cast<int>(line.size()), line.data(),
                         ae::test::environment({{"HOME", "/h"}}));
}

}  // namespace

TEST_CASE("ae-index says what it will do unless told otherwise", "[indexer][options]") {
  const Command command = parse({"corpus/"});
  CHECK(command.task == Command::Task::index);
  CHECK(command.run.paths == std::vector<std::string>{"corpus/"});
  CHECK(command.run.archive == "/h/.local/share/ae/default");
  CHECK(command.run.format == Format::automatic);
  CHECK(command.run.jobs >= 1);
  CHECK(command.run.memory == 128ULL << 20);
  CHECK(command.run.entities);
  CHECK_FALSE(command.run.dry_run);
  CHECK(command.run.wait.count() == 0);
}

TEST_CASE("every option of ae-index reaches the run", "[indexer][options]") {
  const Command command =
      parse({"--db=./a",   "--jobs",    "3",       "--memory",  "2G", "--entities", "off",
             "--rebuild",  "--dry-run", "--force", "--wait",    "30", "--report",   "json",
             "--progress", "never",     "--quiet", "--verbose", "x",  "-"});
  CHECK(command.run.archive == "./a");
  CHECK(command.run.jobs == 3);
  CHECK(command.run.memory == 2ULL << 30);
  CHECK_FALSE(command.run.entities);
  CHECK(command.run.rebuild);
  CHECK(command.run.dry_run);
  CHECK(command.run.force);
  CHECK(command.run.wait == std::chrono::seconds(30));
  CHECK(command.report == Command::ReportFormat::json);
  CHECK(command.progress == ae::cli::When::never);
  CHECK(command.quiet);
  CHECK(command.verbose);
  CHECK(command.run.paths == std::vector<std::string>{"x", "-"});
}

TEST_CASE("a format has its reader", "[indexer][options]") {
  struct Row {
    const char* name;
    Format format;
  };
  const auto row = GENERATE(values<Row>({{"auto", Format::automatic},
                                         {"txt", Format::text},
                                         {"md", Format::markdown},
                                         {"json", Format::json},
                                         {"jsonl", Format::json_lines}}));
  CAPTURE(row.name);
  CHECK(parse({"--format", row.name, "x"}).run.format == row.format);
}

TEST_CASE("claims of --set beat all others", "[indexer][options]") {
  const Command command =
      parse({"--set", "outlet=The Lantern", "--set=date=2017-12-13", "--set", "author=A=B", "x"});
  REQUIRE(command.run.set.size() == 3);
  CHECK(command.run.set[0].key == Key::outlet);
  CHECK(command.run.set[0].value == "The Lantern");
  CHECK(command.run.set[0].source == Source::manifest);
  CHECK(command.run.set[1].key == Key::date);
  CHECK(command.run.set[2].value == "A=B");
}

TEST_CASE("tasks of ae-index other than indexing", "[indexer][options]") {
  CHECK(parse({"--check"}).task == Command::Task::check);
  CHECK(parse({"--stats"}).task == Command::Task::stats);
  CHECK(parse({"-h", "--check", "--stats"}).task == Command::Task::help);
  CHECK(parse({"-V"}).task == Command::Task::version);
  const Command show = parse({"--show", "analysis", "a.txt", "b.txt"});
  CHECK(show.task == Command::Task::show);
  CHECK(show.stage == Command::Stage::analysis);
  CHECK(show.run.paths.size() == 2);
}

TEST_CASE("a line that makes no sense to ae-index is refused", "[indexer][options]") {
  const auto line = GENERATE(values<std::vector<const char*>>({
      {},
      {"--show", "article"},
      {"--check", "x"},
      {"--stats", "x"},
      {"--check", "--stats"},
      {"--set", "colour=red", "x"},
      {"--set", "date=yesterday", "x"},
      {"--set", "outlet", "x"},
      {"--jobs", "0", "x"},
      {"--memory", "1", "x"},
      {"--format", "docx", "x"},
      {"--watch", "-"},
  }));
  CAPTURE(line);
  CHECK_THROWS_AS(parse(line), ae::Error);
}
