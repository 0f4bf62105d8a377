// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-search: argv -> Command -> answer -> exit status.
#include "common/cli/output.hpp"
#include "common/cli/terminal.hpp"
#include "searcher/command.hpp"
#include "searcher/options.hpp"

#include <algorithm>
#include <cstdio>

namespace {

ae::searching::render::Style style_of(const ae::searching::Command& command,
                                      const ae::cli::Environment& environment) {
  constexpr std::size_t widest = 100;  // longer lines are hard to read
  ae::searching::render::Style style;
  style.terminal = ae::cli::is_terminal(stdout);
  style.colour = ae::cli::use_colour(command.colour, style.terminal, environment);
  if (style.terminal) style.width = std::min(ae::cli::terminal_width(stdout, environment), widest);
  return style;
}

}  // namespace

int main(int argc, char** argv) {
  return ae::cli::run_program("ae-search", [&] {
    const auto environment = ae::cli::system_environment();
    const auto command = ae::searching::parse_arguments(argc, argv, environment);
    ae::cli::Output out(stdout);
    return ae::searching::carry_out(command, style_of(command, environment), out);
  });
}
