// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/upkeep.hpp"

#include "common/cli/layout.hpp"
#include "common/store/archive.hpp"
#include "indexer/pipeline/known.hpp"

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
        "removed but not yet purged: {}\nsegments: {}\n",
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

}  // namespace ae::indexing
