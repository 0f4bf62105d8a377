// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/remains.hpp"

#include "ae/error.hpp"
#include "common/store/archive.hpp"
#include "common/store/archive_folder.hpp"
#include "common/store/columns.hpp"
#include "common/store/layout.hpp"
#include "common/store/sources.hpp"
#include "common/store/texts.hpp"

#include <algorithm>
#include <functional>
#include <vector>

namespace ae::store {
namespace {

namespace fs = std::filesystem;

/// Revisions of the manifests in a folder, the newest first.
std::vector<std::uint64_t> manifests_of(const fs::path& archive) {
  std::vector<std::uint64_t> revisions;
  for (const auto& name : names_in(archive))
    if (const auto revision = layout::numbered(name, layout::manifests))
      revisions.push_back(*revision);
  std::ranges::sort(revisions, std::greater{});
  return revisions;
}

/// The last that \p file, of a segment, tells of; 0 where it is damaged.
std::uint64_t last_run(const fs::path& file) {
  try {
    std::uint64_t last = 0;
    for (const SourceRow& row : read_sources(file).files) last = std::max(last, row.run);
    return last;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::io) throw;
    return 0;
  }
}

/// The largest that a name in the folder has, or a reading that segments remember.
std::uint64_t last_revision(const fs::path& archive) {
  std::uint64_t last = 0;
  for (const std::uint64_t revision : manifests_of(archive)) last = std::max(last, revision);
  for (const auto& segment : names_in(archive / layout::segments)) {
    const fs::path folder = archive / layout::segments / segment;
    last = std::max(last, last_run(folder / part::sources));
    for (const auto& name : names_in(folder))
      for (const auto part : part::replaced)
        last = std::max(last, layout::numbered(name, part).value_or(0));
  }
  return last;
}

template <class Part>
std::optional<std::uint32_t> documents_of(const fs::path& file) {
  try {
    return Part(file).documents();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::io) throw;
    return {};
  }
}

/// 0 where both texts and columns are damaged: then no article can be read.
std::uint32_t documents_in(const fs::path& segment) {
  const auto documents = documents_of<Texts>(segment / part::texts);
  return documents ? *documents : documents_of<Columns>(segment / part::columns).value_or(0);
}

}  // namespace

std::optional<Manifest> newest_manifest(const fs::path& archive) {
  for (const std::uint64_t revision : manifests_of(archive)) {
    const auto path = archive / layout::manifest_name(revision);
    try {
      Manifest manifest =
          parse_manifest(read_small_file(path, layout::largest_manifest), path.string());
      if (manifest.revision == revision) return manifest;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::archive_damaged) throw;
    }
  }
  return {};
}

Manifest manifest_of_segments(const fs::path& archive) {
  Manifest manifest{.archive_id = {}, .revision = last_revision(archive)};
  for (const auto& name : names_in(archive / layout::segments)) {
    const auto number = layout::numbered(name, "");
    if (!number || segment_name(*number) != name) continue;
    manifest.next_segment = std::max(manifest.next_segment, *number + 1);
    manifest.segments.push_back(
        {.name = name, .documents = documents_in(archive / layout::segments / name)});
  }
  std::ranges::sort(manifest.segments, {}, &SegmentEntry::name);
  return manifest;
}

}  // namespace ae::store
