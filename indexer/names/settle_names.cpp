// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/names/settle_names.hpp"

#include "indexer/names/census.hpp"

#include <set>

namespace ae::indexing {
namespace {

bool is_known(const store::Snapshot& snapshot, const store::SegmentEntry& segment,
              const store::Meanings& meanings) {
  const auto path = snapshot.newest_of(segment, store::part::names);
  return !path.empty() && store::Names(path).recipe() == store::hash_of(meanings);
}

void note_unused(const Aliases& aliases, const std::vector<NameCount>& names,
                 std::vector<AliasProblem>& problems) {
  std::set<std::size_t> used;
  for (const NameCount& each : names)
    if (const Alias* alias = aliases.find(each.name)) used.insert(alias->line);
  for (const Alias& alias : aliases.lines())
    if (!used.contains(alias.line))
      problems.push_back({alias.line, "no article names \"" + alias.variant + "\""});
}

}  // namespace

store::Edit settle_names(const store::ArchiveWriter& archive, const Aliases& aliases,
                         std::vector<AliasProblem>& problems) {
  store::Edit edit;
  const store::Snapshot& snapshot = archive.snapshot();
  const Census census(snapshot);
  const auto meanings = census.meanings(settle(census.names(), aliases));
  for (std::size_t i = 0; i < meanings.size(); ++i) {
    const auto& segment = snapshot.segments()[i];
    if (is_known(snapshot, segment, meanings[i])) continue;
    edit.replaced[{segment.name, store::part::names}] = store::write_names(
        archive.begin_part(segment, store::part::names), census.columns(i), meanings[i]);
  }
  note_unused(aliases, census.names(), problems);
  return edit;
}

}  // namespace ae::indexing
