// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/watch.hpp"

#include "ae/error.hpp"
#include "indexer/pipeline/changes.hpp"
#include "indexer/sources/watcher.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

constexpr std::chrono::seconds longest_wait{60};  // for a run of somebody else
constexpr std::chrono::seconds retry{5};          // after one that lasted even longer

std::vector<std::string> absolute_roots(const std::vector<std::string>& paths) {
  std::vector<std::string> roots;
  std::ranges::transform(paths, std::back_inserter(roots), absolute_path);
  return roots;
}

/// Every run after the first: over what has changed, and with no licence given for the first alone.
IndexOptions later(IndexOptions options) {
  options.meta.reset();  // the archive remembers it
  options.aliases.reset();
  options.readmit.clear();
  options.rebuild = options.force = false;
  options.wait = std::max(options.wait, longest_wait);
  return options;
}

/// What is to be looked at: changes, and those of a run that could not be.
class Pending {
 public:
  /// \returns whether there is something; else \p interrupted
  bool wait(Watcher& watcher, const Interrupted& interrupted) {
    const auto again = std::chrono::steady_clock::now() + retry;
    const bool some = !paths_.empty() || all_;
    const Changed changed = watcher.wait(
        [&] { return interrupted() || (some && std::chrono::steady_clock::now() > again); });
    paths_.insert(changed.paths.begin(), changed.paths.end());
    all_ = all_ || changed.all;
    return !interrupted();
  }

  [[nodiscard]] std::vector<std::string> paths(const std::vector<std::string>& roots) const {
    return all_ ? absolute_roots(roots) : std::vector<std::string>(paths_.begin(), paths_.end());
  }

  void clear() {
    paths_.clear();
    all_ = false;
  }

 private:
  std::set<std::string> paths_;
  bool all_ = false;
};

}  // namespace

bool watch(IndexOptions options, Progress& progress, const Interrupted& interrupted,
           const WatchEvents& events) {
  // Before the first run, so that nothing is missed.
  Watcher watcher(absolute_roots(options.paths), options.archive);
  const Report first = run(options, progress, interrupted);
  events.done(first);
  if (first.interrupted) return true;
  events.watching(watcher.folders());
  options = later(std::move(options));
  Pending pending;
  while (pending.wait(watcher, interrupted)) {
    options.changed = pending.paths(options.paths);
    options.today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    try {
      const Report report = run(options, progress, interrupted);
      pending.clear();
      events.done(report);
      if (report.interrupted) return true;
    } catch (const Error& error) {
      // A PATH that is gone changes again when it comes back; an archive that is locked does not.
      if (error.code() == ErrorCode::bad_usage)
        pending.clear();
      else if (error.code() != ErrorCode::archive_locked)
        throw;
      if (!interrupted()) events.failed(error);
    }
  }
  return false;
}

}  // namespace ae::indexing
