// SPDX-License-Identifier: GPL-2.0-or-later
/// The command line of ae-search.
#pragma once

#include "ae/searcher.hpp"
#include "common/cli/program.hpp"
#include "common/cli/terminal.hpp"
#include "searcher/render/renderer.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ae::searching {

/// Everything that ae-search was asked.
struct Command {
  enum class Task : std::uint8_t {
    search,
    count,
    parse,
    show,
    show_query,
    complete,
    help,
    version
  };
  enum class Pager : std::uint8_t { automatic, never };

  Task task = Task::search;
  Sources sources;
  Request request;
  render::Format format = render::Format::text;
  cli::When colour = cli::When::automatic;
  Pager pager = Pager::automatic;
  std::string prefix;                ///< of complete
  std::string id;                    ///< of show
  bool why = false;                  ///< show: with the evidence
  std::optional<std::string> batch;  ///< a file of queries to search for, instead of the request's
  std::string query_id;              ///< of a batch's query
  std::string stage;                 ///< of show_query: "tokens", "tree" or "xapian"
};

/// The table of options, with the sections of --help.
[[nodiscard]] cli::Program search_program();

/// \throws Error bad_usage
[[nodiscard]] Command parse_arguments(int argc, const char* const* argv,
                                      const cli::Environment& environment);

}  // namespace ae::searching
