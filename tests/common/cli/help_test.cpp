// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/help.hpp"

#include "common/cli/layout.hpp"
#include "indexer/options.hpp"
#include "searcher/options.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using ae::cli::Program;

TEST_CASE("every option of the table is in help, man page and completions", "[common][cli]") {
  const bool searching = GENERATE(false, true);
  const Program program =
      searching ? ae::searching::search_program() : ae::indexing::index_program();
  const std::string help = ae::cli::help(program);
  const std::string man = ae::cli::man_page(program);
  const std::string bash = ae::cli::bash_completion(program);
  const std::string zsh = ae::cli::zsh_completion(program);
  const std::string fish = ae::cli::fish_completion(program);
  for (const ae::cli::Option& option : program.options) {
    const std::string name(option.name);
    CAPTURE(name);
    CHECK_FALSE(option.help.empty());
    CHECK(help.find(ae::cli::term_of(option)) != std::string::npos);
    CHECK(bash.find("--" + name) != std::string::npos);
    CHECK(zsh.find("--" + name) != std::string::npos);
    CHECK(fish.find(" -l " + name) != std::string::npos);
    std::string roff;
    for (const char c : "--" + name) roff += c == '-' ? "\\-" : std::string(1, c);
    CHECK(man.find(roff) != std::string::npos);
  }
}

TEST_CASE("help is readable at 80 columns", "[common][cli]") {
  const bool searching = GENERATE(false, true);
  std::istringstream help(
      ae::cli::help(searching ? ae::searching::search_program() : ae::indexing::index_program()));
  for (std::string line; std::getline(help, line);) {
    CAPTURE(line);
    CHECK(ae::cli::columns(line) <= 80);
    CHECK((line.empty() || line.back() != ' '));
  }
}

TEST_CASE("options of one group stand together in the table", "[common][cli]") {
  const bool searching = GENERATE(false, true);
  const Program program =
      searching ? ae::searching::search_program() : ae::indexing::index_program();
  std::vector<std::string_view> met;
  for (const ae::cli::Option& option : program.options)
    if (met.empty() || met.back() != option.group) met.push_back(option.group);
  CHECK(met == ae::cli::groups(program));
}
