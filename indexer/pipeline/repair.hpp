// SPDX-License-Identifier: GPL-2.0-or-later
/// Makes a damaged archive whole again, from what of it can be read and from its sources.
#pragma once

#include "indexer/pipeline/options.hpp"
#include "indexer/pipeline/progress.hpp"
#include "indexer/pipeline/run.hpp"
#include "indexer/segments/salvage.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace ae::indexing {

struct Repaired {
  std::vector<std::string> damage;  ///< "FILE: what was wrong", a line each
  std::uint64_t saved = 0;          ///< articles of damaged segments, written anew
  std::uint64_t read_again = 0;     ///< that could not be saved, but stand in their sources still
  std::vector<LostArticle> lost;    ///< neither nor
  bool forgot = false;              ///< the manifest's settings are lost
  bool interrupted = false;         ///< of lost ones some may stand in sources not read again yet

  [[nodiscard]] bool was_sound() const noexcept { return damage.empty(); }
};

/// Takes the archive's lock. Where CURRENT, the marker or the manifest in force are damaged, the
/// newest manifest that can be read takes its place; where there is none, what is in force is told
/// from what the segments remember of their sources. Segments with a damaged file are written anew
/// (\see salvage), then files that were read in part are read again.
/// \param options  how to read them
/// \throws Error no_archive, archive_locked, format_mismatch, io
[[nodiscard]] Repaired repair(const IndexOptions& options, Progress& progress,
                              const Interrupted& interrupted);

/// For standard output: what was wrong and what became of it.
[[nodiscard]] std::string to_text(const Repaired& repaired, const std::string& archive);

}  // namespace ae::indexing
