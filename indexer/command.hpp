// SPDX-License-Identifier: GPL-2.0-or-later
/// Carries out what the command line of ae-index asks.
#pragma once

#include "common/cli/output.hpp"
#include "indexer/options.hpp"
#include "indexer/pipeline/run.hpp"

namespace ae::indexing {

/// Answers on \p out; progress and failed inputs go to standard error.
/// \returns the exit status: 0 all done, 1 some inputs failed or the run was interrupted, 3 --check
///   found damage
/// \throws Error as run(), store::check and Snapshot::open do
[[nodiscard]] int carry_out(const Command& command, cli::Output& out,
                            const Interrupted& interrupted);

}  // namespace ae::indexing
