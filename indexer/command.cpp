// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/command.hpp"

#include "ae/error.hpp"
#include "common/cli/help.hpp"
#include "common/cli/layout.hpp"
#include "common/cli/terminal.hpp"
#include "common/store/archive.hpp"
#include "common/store/backup.hpp"
#include "indexer/pipeline/audit.hpp"
#include "indexer/pipeline/failures.hpp"
#include "indexer/pipeline/purge.hpp"
#include "indexer/pipeline/repair.hpp"
#include "indexer/pipeline/show.hpp"
#include "indexer/pipeline/upkeep.hpp"
#include "indexer/pipeline/watch.hpp"
#include "indexer/segments/for_remote.hpp"

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

/// A run that found nothing to do says nothing.
bool is_news(const Report& report) {
  return report.added + report.updated + report.moved + report.removed + report.failed > 0;
}

int keep_watching(const Command& command, cli::Output& out, const Interrupted& interrupted) {
  bool first = true;
  const auto done = [&](const Report& report) {
    tell_outcome(command, report);
    if (command.quiet || (!first && !is_news(report))) return;
    out.write(command.report == Command::ReportFormat::json ? to_json(report)
              : first                                       ? to_text(report)
                                                            : counts_text(report));
    out.flush();
    first = false;
  };
  const auto watching = [&](std::size_t folders) {
    if (!command.quiet)
      tell(fmt::format("watching {}; Ctrl-C ends it\n", cli::counted(folders, "folder")));
  };
  const auto failed = [](const Error& error) { tell(cli::error_text("ae-index", error)); };
  Progress progress(style_of(command), tell);
  return watch(command.run, progress, interrupted, {done, failed, watching}) ? 1 : cli::success;
}

int check(const Command& command, cli::Output& out) {
  const auto problems = store::check(command.run.archive);
  for (const std::string& problem : problems) out.write(problem + '\n');
  if (problems.empty() && !command.quiet)
    out.write(fmt::format("{}: sound\n", command.run.archive.string()));
  return problems.empty() ? cli::success : cli::unavailable;
}

int mend(const Command& command, cli::Output& out, const Interrupted& interrupted) {
  if (command.run.dry_run) return check(command, out);
  Repaired repaired;
  {
    Progress progress(style_of(command), tell);
    repaired = indexing::repair(command.run, progress, interrupted);
  }
  if (!command.quiet || !repaired.was_sound() || repaired.interrupted)
    out.write(to_text(repaired, command.run.archive.string()));
  return repaired.lost.empty() && !repaired.interrupted ? cli::success : 1;
}

int back_up(const Command& command, cli::Output& out) {
  const auto done = store::back_up(command.run.archive, command.backup);
  if (!command.quiet)
    out.write(fmt::format("{}: {} of revision {}, {} bytes, verified\n",
                          cli::harmless(command.backup), cli::counted(done.articles, "article"),
                          done.revision, cli::grouped(done.bytes)));
  return cli::success;
}

int tell_failures(const Command& command, cli::Output& out) {
  const auto failed = failures_of(command.run.archive);
  out.write(command.report == Command::ReportFormat::json ? to_json(failed) : to_text(failed));
  out.flush();
  if (!failed.empty() && !command.quiet) tell("once they are mended: ae-index --retry-failed\n");
  return cli::success;
}

int tell_doubts(const Command& command, cli::Output& out) {
  const bool json = command.report == Command::ReportFormat::json;
  const std::uint64_t doubtful = audit(command.run.archive, json ? AuditForm::json : AuditForm::csv,
                                       [&](std::string_view text) { out.write(text); });
  out.flush();
  if (!command.quiet && doubtful > 0)
    tell(
        fmt::format("{} in doubt; fill in what you know, and give the table back: "
                    "ae-index --meta FILE PATH...\n",
                    cli::counted(doubtful, "article")));
  return cli::success;
}

int optimize(const Command& command, cli::Output& out, const Interrupted& interrupted) {
  const Optimised done = optimise(command.run, interrupted);
  if (!command.quiet) out.write(to_text(done));
  return cli::success;
}

int export_archive(const Command& command, cli::Output& out, const Interrupted& interrupted) {
  const RemoteExport done =
      store::opened(command.run.archive, [&](const store::Snapshot& snapshot) {
        return export_for_remote(snapshot, command.folder, command.shards, interrupted);
      });
  if (done.interrupted) {
    tell("ae-index: interrupted: nothing was written\n");
    return 1;
  }
  if (!command.quiet)
    out.write(fmt::format("{}: {} in {}\n", cli::harmless(command.folder.string()),
                          cli::counted(done.articles, "article"),
                          cli::counted(done.shards, "database")));
  return cli::success;
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
    case repair:
      return mend(command, out, interrupted);
    case backup:
      return back_up(command, out);
    case stats:
      out.write(stats_text(command.run.archive));
      return cli::success;
    case failures:
      return tell_failures(command, out);
    case Command::Task::audit:
      return tell_doubts(command, out);
    case optimize:
      return indexing::optimize(command, out, interrupted);
    case for_remote:
      return indexing::export_archive(command, out, interrupted);
    case show:
      return indexing::show(command.stage, command.run, out);
    case purge:
    case remove:
      return indexing::take_articles_out(command, out, interrupted);
    case Command::Task::index:
      break;
  }
  if (command.watch) return keep_watching(command, out, interrupted);
  return indexing::index(command, out, interrupted);
}

}  // namespace ae::indexing
