// SPDX-License-Identifier: GPL-2.0-or-later
/// Prints what a stage of the indexer makes of a file, without an archive.
#pragma once

#include "common/cli/output.hpp"
#include "indexer/options.hpp"

namespace ae::indexing {

/// A line of JSON for each article in IndexOptions::paths; faults go to standard error.
/// \returns the exit status: 1 where an input failed
/// \throws Error io
[[nodiscard]] int show(Command::Stage stage, const IndexOptions& options, cli::Output& out);

}  // namespace ae::indexing
