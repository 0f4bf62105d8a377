// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/command.hpp"

#include "common/cli/help.hpp"
#include "common/cli/terminal.hpp"
#include "common/store/archive.hpp"
#include "indexer/pipeline/purge.hpp"
#include "indexer/pipeline/show.hpp"
#include "indexer/pipeline/upkeep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <string_view>

namespace ae::indexing {
namespace {

constexpr std::size_t faults_shown = 20;

void tell(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

ProgressStyle style_of(const Command& command) {
  const bool terminal = cli::is_terminal(stderr);
  const bool shown = command.progress == cli::When::always ||
                     (command.progress == cli::When::automatic && terminal && !command.quiet);
  return {.shown = shown,
          .terminal = terminal,
          .width = cli::terminal_width(stderr, cli::system_environment())};
}

void tell_outcome(const Command& command, const Report& report) {
  tell(faults_text(report, command.verbose ? faults_kept : faults_shown));
  if (!command.quiet) tell(skips_text(report));
  if (report.interrupted && command.run.rebuild)
    tell("ae-index: interrupted: the old archive is still in force\n");
  else if (report.interrupted)
    tell(
        "ae-index: interrupted: what was read is in the archive\n"
        "  run the same command again to go on\n");
  if (command.verbose)
    tell(fmt::format("{}: {:.1f} s, {:.0f} articles/s\n", command.run.archive.string(),
                     report.seconds,
                     static_cast<double>(report.read) / std::max(report.seconds, 1e-3)));
}

int index(const Command& command, cli::Output& out, const Interrupted& interrupted) {
  Report report;
  {
    Progress progress(style_of(command), tell);
    report = run(command.run, progress, interrupted);
  }
  tell_outcome(command, report);
  if (command.report == Command::ReportFormat::json)
    out.write(to_json(report));
  else if (!command.quiet)
    out.write(to_text(report));
  return exit_status(report);
}

int take_articles_out(const Command& command, cli::Output& out, const Interrupted& interrupted) {
  const bool erase = command.task == Command::Task::purge;
  const TakingOut taken = indexing::take_out(command.run, command.ids, erase, interrupted);
  if (!command.quiet) out.write(to_text(taken, erase, command.run.dry_run));
  return cli::success;
}

int check(const Command& command, cli::Output& out) {
  const auto problems = store::check(command.run.archive);
  for (const std::string& problem : problems) out.write(problem + '\n');
  if (problems.empty() && !command.quiet)
    out.write(fmt::format("{}: sound\n", command.run.archive.string()));
  return problems.empty() ? cli::success : cli::unavailable;
}

}  // namespace

int carry_out(const Command& command, cli::Output& out, const Interrupted& interrupted) {
  using enum Command::Task;
  switch (command.task) {
    case help:
      out.write(cli::help(index_program()));
      return cli::success;
    case version:
      out.write(cli::version_text(index_program()));
      return cli::success;
    case check:
      return indexing::check(command, out);
    case stats:
      out.write(stats_text(command.run.archive));
      return cli::success;
    case show:
      return indexing::show(command.stage, command.run, out);
    case purge:
    case remove:
      return indexing::take_articles_out(command, out, interrupted);
    case Command::Task::index:
      break;
  }
  return indexing::index(command, out, interrupted);
}

}  // namespace ae::indexing
