// SPDX-License-Identifier: GPL-2.0-or-later
/// Compares what stands under the PATH arguments with what the archive knows: which files to read.
#pragma once

#include "indexer/corrections/corrections.hpp"
#include "indexer/pipeline/catalog.hpp"
#include "indexer/readers/fault.hpp"
#include "indexer/sources/folder.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ae::indexing {

/// A file to be read.
struct ToRead {
  SourceFile source;
  std::uint32_t file = 0;  ///< index into Catalog::files
  std::uint64_t content_hash = 0;
  std::uint64_t told = 0;                   ///< of all that the user says of its articles
  std::string identity;                     ///< what its articles' ids are made from
  std::optional<std::uint32_t> moved_from;  ///< the file of the same bytes that is gone
  bool again = false;  ///< unchanged, but it gave no article: read to say why once more
};

/// The bytes are as they were, the time is another.
struct Touched {
  std::uint32_t file = 0;
  std::int64_t modified = 0;  ///< ns since the epoch
};

/// The bytes are as they were, the user says something else: the archive itself has what it takes.
struct Retold {
  ToRead work;
  /// Where its articles stand, beside KnownFile::articles: index of the segment, docid.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> stored;
};

struct Changes {
  std::vector<ToRead> read;  ///< in walking order
  std::vector<Retold> retold;
  std::vector<std::uint32_t> unchanged;
  std::vector<Touched> touched;
  std::vector<std::uint32_t> gone;  ///< with articles or faults, and no longer there; moved too
};

/// What stands under one PATH argument.
struct Root {
  std::string shown;     ///< as given
  std::string absolute;  ///< lexically normal, without a slash at the end
  std::vector<SourceFile> files;
  std::vector<std::string> unreadable;   ///< absolute paths: what stands below is unknown, not gone
  std::vector<std::string> looked_at{};  ///< absolute paths: what stands elsewhere is as it was
  bool again = false;                    ///< files that failed are read whether they changed or not
};

/// Walks \p path, which may be missing where \p known tells of files below it and \p force is set:
/// then they are gone. Unreadable folders go to \p faults.
/// \throws Error bad_usage, when it is missing; io
[[nodiscard]] Root walk_root(const std::string& path, const std::filesystem::path& archive,
                             const Catalog& known, bool force, const FaultSink& faults);

/// Walks what of \p path stands at or below one of \p changed (absolute); the rest of it is as it
/// was. \throws Error as walk_root(), where \p path itself has changed
[[nodiscard]] Root walk_changed(const std::string& path, const std::vector<std::string>& changed,
                                const std::filesystem::path& archive, const Catalog& known,
                                const FaultSink& faults);

/// All files that failed, to be read once more. Those that are gone with their articles are left to
/// a run over their PATH.
[[nodiscard]] Root root_of_failures(const std::filesystem::path& archive, const Catalog& known,
                                    const FaultSink& faults);

/// All files that were read in part, or of which the archive has lost something; those that are
/// gone are left to a run over their PATH.
[[nodiscard]] Root root_of_broken_off(const std::filesystem::path& archive, const Catalog& known,
                                      const FaultSink& faults);

/// Lexically normal, without a slash at the end.
[[nodiscard]] std::string absolute_path(const std::string& path);

/// Whether the file at \p path stands under \p root.
[[nodiscard]] bool is_under(const std::string& path, const std::string& root) noexcept;

/// \param recipe  of this run: files read by another one count as changed
/// Files that are new get an index in \p known. A file whose bytes cannot be read goes to
/// \p faults and stays as it was.
[[nodiscard]] Changes find_changes(const std::vector<Root>& roots, std::uint64_t recipe,
                                   Corrections& corrections, Catalog& known,
                                   const FaultSink& faults);

/// \throws Error bad_usage, when more than half of a root's files would go
void want_most_to_stay(const std::vector<Root>& roots, const Changes& changes,
                       const Catalog& known);

}  // namespace ae::indexing
