// SPDX-License-Identifier: GPL-2.0-or-later
/// ae-search: argv -> Command -> answer -> exit status.
#include "common/cli/output.hpp"
#include "common/cli/pager.hpp"
#include "common/cli/terminal.hpp"
#include "searcher/command.hpp"
#include "searcher/options.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>

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

/// The pager for answers in text that go to a terminal.
std::unique_ptr<ae::cli::Pager> pager_for(const ae::searching::Command& command,
                                          const ae::searching::render::Style& style,
                                          const ae::cli::Environment& environment) {
  using Command = ae::searching::Command;
  const bool paged = style.terminal && command.pager == Command::Pager::automatic &&
                     command.format == ae::searching::render::Format::text &&
                     (command.task == Command::Task::search || command.task == Command::Task::show);
  const std::string program = paged ? ae::cli::pager_command(environment) : std::string();
  return program.empty() ? nullptr : std::make_unique<ae::cli::Pager>(program);
}

}  // namespace

int main(int argc, char** argv) {
  return ae::cli::run_program("ae-search", [&] {
    const auto environment = ae::cli::system_environment();
    const auto command = ae::searching::parse_arguments(argc, argv, environment);
    const auto style = style_of(command, environment);
    const auto pager = pager_for(command, style, environment);
    ae::cli::Output out(pager ? pager->stream() : stdout);
    const int status = ae::searching::carry_out(command, style, out);
    out.flush();
    return status;
  });
}
