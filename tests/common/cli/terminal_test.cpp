// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/terminal.hpp"

#include "common/cli/output.hpp"
#include "support/environment.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <array>
#include <csignal>

using ae::cli::When;
using ae::test::Variables;

TEST_CASE("colour follows the option, then the environment, then the stream", "[common][cli]") {
  struct Row {
    When when;
    bool terminal;
    Variables variables;
    bool colour;
  };
  const auto row = GENERATE(values<Row>({
      {When::automatic, true, {}, true},
      {When::automatic, false, {}, false},
      {When::automatic, true, {{"NO_COLOR", "1"}}, false},
      {When::automatic, true, {{"NO_COLOR", ""}}, true},
      {When::always, false, {{"NO_COLOR", "1"}}, true},
      {When::never, true, {{"CLICOLOR_FORCE", "1"}}, false},
      {When::automatic, false, {{"CLICOLOR_FORCE", "1"}}, true},
      {When::automatic, false, {{"CLICOLOR_FORCE", "0"}}, false},
      {When::automatic, false, {{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}}, false},
      {When::automatic, true, {{"TERM", "dumb"}}, false},
      {When::automatic, true, {{"CLICOLOR", "0"}}, false},
  }));
  CAPTURE(row.when, row.terminal, row.variables.size());
  CHECK(ae::cli::use_colour(row.when, row.terminal, ae::test::environment(row.variables)) ==
        row.colour);
}

TEST_CASE("without a terminal the environment tells the width", "[common][cli]") {
  std::FILE* const file = std::tmpfile();
  REQUIRE(file);
  const auto width = [&](const Variables& variables) {
    return ae::cli::terminal_width(file, ae::test::environment(variables));
  };
  CHECK_FALSE(ae::cli::is_terminal(file));
  CHECK(width({}) == 80);
  CHECK(width({{"COLUMNS", "120"}}) == 120);
  CHECK(width({{"COLUMNS", "3"}}) == 20);
  CHECK(width({{"COLUMNS", "wide"}}) == 80);
  std::fclose(file);
}

TEST_CASE("a reader who goes away is noticed, not fatal", "[common][cli]") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  ::close(ends[0]);
  const auto before = std::signal(SIGPIPE, SIG_IGN);
  std::FILE* const stream = ::fdopen(ends[1], "w");
  ae::cli::Output out(stream);
  out.write("one line\n");
  CHECK_THROWS_AS(out.flush(), ae::cli::BrokenPipe);
  std::fclose(stream);
  std::signal(SIGPIPE, before);
}

TEST_CASE("a full disk is an error", "[common][cli]") {
  std::FILE* const full = std::fopen("/dev/full", "w");
  REQUIRE(full);
  ae::cli::Output out(full);
  out.write("one line\n");
  CHECK_THROWS_AS(out.flush(), ae::Error);
  std::fclose(full);
}

TEST_CASE("every error has its exit status", "[common][cli]") {
  using enum ae::ErrorCode;
  CHECK(ae::cli::exit_status(bad_usage) == 2);
  const auto code = GENERATE(no_archive, archive_locked, format_mismatch, archive_damaged, io);
  CHECK(ae::cli::exit_status(code) == 3);
}

TEST_CASE("an error names program, thing and remedy", "[common][cli]") {
  const ae::Error error(ae::ErrorCode::no_archive, "a\x1b[2J.ae: no archive", "build one");
  CHECK(ae::cli::error_text("ae-search", error) ==
        "ae-search: a\uFFFD[2J.ae: no archive\n  build one\n");
}
