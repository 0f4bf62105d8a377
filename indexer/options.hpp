// SPDX-License-Identifier: GPL-2.0-or-later
/// The command line of ae-index.
#pragma once

#include "common/cli/program.hpp"
#include "common/cli/terminal.hpp"
#include "indexer/pipeline/options.hpp"

#include <cstdint>
#include <filesystem>

namespace ae::indexing {

/// Everything that ae-index was asked.
struct Command {
  enum class Task : std::uint8_t {
    index,
    check,
    repair,
    backup,
    stats,
    failures,
    audit,
    optimize,
    for_remote,
    purge,
    remove,
    show,
    help,
    version
  };
  enum class Stage : std::uint8_t { article, analysis, document };
  enum class ReportFormat : std::uint8_t { text, json };

  Task task = Task::index;
  Stage stage = Stage::article;  ///< of show, for the files in IndexOptions::paths
  ReportFormat report = ReportFormat::text;
  std::string backup{};            ///< folder of backup
  std::vector<std::string> ids{};  ///< of purge and remove
  std::filesystem::path folder{};  ///< of for_remote
  unsigned shards = 1;             ///< of for_remote
  bool watch = false;              ///< index: go on until interrupted
  bool quiet = false;
  bool verbose = false;
  cli::When progress = cli::When::automatic;
  IndexOptions run;  ///< all tasks: archive; index and show: the rest
};

/// The table of options, with the sections of --help.
[[nodiscard]] cli::Program index_program();

/// \throws Error bad_usage
[[nodiscard]] Command parse_arguments(int argc, const char* const* argv,
                                      const cli::Environment& environment);

}  // namespace ae::indexing
