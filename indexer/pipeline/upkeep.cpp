// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/upkeep.hpp"

#include "common/cli/layout.hpp"
#include "common/store/archive.hpp"
#include "indexer/pipeline/known.hpp"
#include "indexer/pipeline/publisher.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <map>

namespace ae::indexing {
namespace {

/// Bytes by the part of a segment: a file, or all files of a folder.
std::map<std::string, std::uint64_t> bytes_by_part(const store::Snapshot& snapshot) {
  std::map<std::string, std::uint64_t> bytes;
  for (const auto& segment : snapshot.segments())
    for (const auto& file : segment.files)
      bytes[file.name.substr(0, file.name.find('/'))] += file.sum.size;
  return bytes;
}

}  // namespace

std::string stats_text(const std::filesystem::path& archive) {
  return store::opened(archive, [](const store::Snapshot& snapshot) {
    std::uint64_t dead = 0;
    std::uint64_t live = 0;
    for (const auto& segment : snapshot.segments()) {
      dead += segment.documents - segment.live();
      live += segment.live();
    }
    std::string out = fmt::format(
        "archive: {}\nrevision: {}\narticles: {}\nearlier versions: {}\n"
        "removed but still on disk: {}\nsegments: {}\n",
        snapshot.path().string(), snapshot.revision(), snapshot.articles(),
        live - snapshot.articles(), dead, snapshot.segments().size());
    std::uint64_t total = 0;
    for (const auto& [part, bytes] : bytes_by_part(snapshot)) {
      out += fmt::format("bytes of {}: {}\n", part, bytes);
      total += bytes;
    }
    out += fmt::format("bytes: {}\n", total);
    for (const Known& each : count_known(snapshot, all_articles(snapshot)))
      out += fmt::format("{}: {} known, {} unknown\n", each.field, each.known, each.unknown);
    return out;
  });
}

Optimised optimise(const IndexOptions& options, const std::function<bool()>& interrupted) {
  const auto state_of = [](const store::Snapshot& snapshot) {
    ArchiveState state{.segments = snapshot.segments().size()};
    for (const auto& segment : snapshot.segments()) {
      state.removed += segment.documents - segment.live();
      for (const auto& file : segment.files) state.bytes += file.sum.size;
    }
    return state;
  };
  // Opening for writing creates what is not there.
  static_cast<void>(store::Snapshot::open(options.archive));
  Publisher publisher(options, interrupted);
  Optimised done{.before = state_of(publisher.snapshot())};
  publisher.merge_all(interrupted);
  static_cast<void>(publisher.settle());
  done.after = state_of(publisher.snapshot());
  return done;
}

std::string to_text(const Optimised& done) {
  const auto told = [](const ArchiveState& state) {
    return fmt::format("{}, {}, {} bytes", cli::counted(state.segments, "segment"),
                       cli::counted(state.removed, "removed article"), state.bytes);
  };
  return fmt::format("before: {}\nafter: {}\n", told(done.before), told(done.after));
}

}  // namespace ae::indexing
