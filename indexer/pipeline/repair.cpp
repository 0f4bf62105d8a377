// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/repair.hpp"

#include "ae/error.hpp"
#include "common/cli/layout.hpp"
#include "common/store/archive.hpp"
#include "indexer/pipeline/catalog.hpp"
#include "indexer/pipeline/publisher.hpp"
#include "indexer/pipeline/recall.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::size_t lost_shown = 20;  // articles

using FileList = std::vector<store::FileEntry>;

/// The state that is to be mended: that in force, or what can be told of it.
std::vector<store::SegmentEntry> state_of(const store::Snapshot& snapshot, Repaired& repaired) {
  auto segments = snapshot.segments();
  repaired.forgot = std::ranges::any_of(segments, &FileList::empty, &store::SegmentEntry::files);
  if (!repaired.forgot) return segments;
  try {
    const Standings standings = recall_standings(load_catalog(snapshot));
    for (const auto& [number, docids] : standings.removed)
      segments[number].tombstones = store::to_ranges(docids);
    for (const auto& [number, docids] : standings.earlier)
      segments[number].earlier = store::to_ranges(docids);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::archive_damaged) throw;
    repaired.damage.push_back(fmt::format("{}, nor what was updated or removed", error.what()));
  }
  return segments;
}

std::set<std::string> damaged_segments(const store::Snapshot& snapshot, Repaired& repaired) {
  std::set<std::string> names;
  for (const store::Damage& damage : store::find_damage(snapshot)) {
    repaired.damage.push_back(damage.text);
    names.insert(damage.segment);
  }
  for (const auto& entry : snapshot.segments())
    if (entry.files.empty()) names.insert(entry.name);
  return names;
}

/// Writes damaged segments anew. \returns the articles that this loses
std::vector<LostArticle> mend(store::ArchiveWriter& writer, Writer postings, Repaired& repaired) {
  const store::Snapshot before = writer.snapshot();
  std::vector<LostArticle> lost;
  const auto damaged = damaged_segments(before, repaired);
  if (repaired.was_sound()) return lost;
  store::Edit edit;
  for (const auto& entry : state_of(before, repaired)) {
    if (!damaged.contains(entry.name)) continue;
    Salvaged salvaged =
        salvage(before, entry, writer.begin_segment(), before.revision() + 1, postings);
    repaired.saved += salvaged.articles;
    std::ranges::move(salvaged.lost, std::back_inserter(lost));
    edit.added.push_back(std::move(salvaged.segment));
    edit.removed.push_back(entry.name);
  }
  writer.publish(edit);
  return lost;
}

/// Moves to \p repaired what of \p lost is not there again.
void tell_lost(const std::filesystem::path& archive, std::vector<LostArticle> lost,
               Repaired& repaired) {
  Catalog catalog = store::opened(archive, load_catalog);
  for (LostArticle& article : lost) {
    if (find(catalog.live, {article.id, article.text_hash}) != nullptr)
      ++repaired.read_again;
    else
      repaired.lost.push_back(std::move(article));
  }
}

}  // namespace

Repaired repair(const IndexOptions& options, Progress& progress, const Interrupted& interrupted) {
  Repaired repaired;
  std::vector<LostArticle> lost;
  {
    const auto open = [&] {
      return store::ArchiveWriter::open_damaged(options.archive, repaired.damage);
    };
    auto writer = when_free(options.wait, open, interrupted);
    lost = mend(writer, options.writer, repaired);
  }
  // Also where nothing is damaged: an earlier repair may have been broken off here.
  IndexOptions rest = options;
  rest.paths.clear();
  rest.rebuild = false;
  rest.resume = true;
  repaired.interrupted = run(rest, progress, interrupted).interrupted;
  tell_lost(options.archive, std::move(lost), repaired);
  return repaired;
}

std::string to_text(const Repaired& repaired, const std::string& archive) {
  std::string out;
  for (const std::string& line : repaired.damage) out += cli::harmless(line) + '\n';
  if (repaired.saved > 0)
    out += fmt::format("{} written anew from what the archive stores\n",
                       cli::counted(repaired.saved, "article"));
  if (repaired.read_again > 0)
    out += fmt::format("{} read again from their sources\n",
                       cli::counted(repaired.read_again, "article"));
  if (!repaired.lost.empty())
    out += fmt::format("{} {}:\n", cli::counted(repaired.lost.size(), "article"),
                       repaired.interrupted ? "not read again yet" : "could not be saved");
  for (std::size_t i = 0; i < std::min(lost_shown, repaired.lost.size()); ++i) {
    const std::string& where = repaired.lost[i].where;
    out += fmt::format(
        "  {}\n", where.empty() ? "of a file that is not known any more" : cli::harmless(where));
  }
  if (repaired.lost.size() > lost_shown)
    out += fmt::format("  … and {} more\n", cli::grouped(repaired.lost.size() - lost_shown));
  if (repaired.forgot)
    out += "what --aliases, --meta, --remove and --purge said is forgotten: say it again\n";
  const std::string_view state = repaired.interrupted
                                     ? "interrupted: say --check --repair once more"
                                 : repaired.was_sound() ? "sound"
                                                        : "sound again";
  return out + fmt::format("{}: {}\n", cli::harmless(archive), state);
}

}  // namespace ae::indexing
