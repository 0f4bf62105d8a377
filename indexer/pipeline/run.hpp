// SPDX-License-Identifier: GPL-2.0-or-later
/// One run of the indexer: makes the archive equal to what stands under the PATHs.
#pragma once

#include "indexer/pipeline/options.hpp"
#include "indexer/pipeline/progress.hpp"
#include "indexer/pipeline/report.hpp"

#include <functional>

namespace ae::indexing {

/// Asked between articles; when it says yes the run reads no further, publishes what it has read,
/// and the next run goes on from there.
using Interrupted = std::function<bool()>;

/// Reads on the calling thread, analyses and writes on IndexOptions::jobs further ones. Whatever
/// their number, the archive comes out the same. Every full batch is published, so that a run that
/// breaks off leaves what it had done.
/// \throws Error bad_usage (a PATH is missing, or most of what the archive knows there is gone),
///   archive_locked, no_archive, format_mismatch, archive_damaged, io
[[nodiscard]] Report run(const IndexOptions& options, Progress& progress,
                         const Interrupted& interrupted);

}  // namespace ae::indexing
