// SPDX-License-Identifier: GPL-2.0-or-later
/// Keeps an archive equal to what stands under the PATHs, change by change.
#pragma once

#include "indexer/pipeline/run.hpp"

#include <functional>

namespace ae {
class Error;
}

namespace ae::indexing {

/// What becomes known while watching.
struct WatchEvents {
  std::function<void(const Report&)> done;   ///< a run; the first is over all PATHs
  std::function<void(const Error&)> failed;  ///< a run that could not be; it is tried again
  std::function<void(std::size_t folders)> watching;  ///< all that stood there is in
};

/// Runs over all PATHs, then over what changes, until \p interrupted. The archive is locked for
/// each run, not in between: others may write to it, or watch other folders for it. \returns
/// whether a run was cut short \throws Error as run(): the first time for any reason, later where
/// the archive cannot go on; io,
///   where the system has no watches left
bool watch(IndexOptions options, Progress& progress, const Interrupted& interrupted,
           const WatchEvents& events);

}  // namespace ae::indexing
