// SPDX-License-Identifier: GPL-2.0-or-later
/// Carries out what the command line of ae-search asks.
#pragma once

#include "common/cli/output.hpp"
#include "searcher/options.hpp"

namespace ae::searching {

/// Answers on \p out; notes go to standard error.
/// \returns the exit status: 0 something matched, 1 nothing did
/// \throws Error as Searcher does; bad_usage for a query that cannot be understood
[[nodiscard]] int carry_out(const Command& command, const render::Style& style, cli::Output& out);

}  // namespace ae::searching
