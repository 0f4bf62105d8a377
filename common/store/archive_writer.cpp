// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/error.hpp"
#include "common/store/archive.hpp"
#include "common/store/archive_folder.hpp"
#include "common/store/hash.hpp"
#include "common/store/layout.hpp"
#include "common/store/remains.hpp"

#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <system_error>
#include <utility>

namespace ae::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_bug(const std::string& what) { throw Error(ErrorCode::internal, what); }

// ---- making and cleaning the folder

/// Refuses a folder that belongs to somebody else.
void want_ours_or_empty(const fs::path& archive) {
  if (is_there(archive / layout::marker_file)) return;
  for (const auto& name : names_in(archive)) {
    if (is_creation_leftover(name)) continue;
    throw Error(ErrorCode::no_archive,
                fmt::format("{}: is no archive and not empty: it holds {}", archive.string(), name),
                "name a new or an empty folder with --db");
  }
}

std::string new_id() {
  std::random_device random;
  return to_hex((std::uint64_t{random()} << 32) | random());
}

void create(const fs::path& archive, const Manifest& empty) {
  put_in_force(archive, empty);
  mark(archive, empty.archive_id);
}

/// What a run that broke off, or an older state, has left of parts that are replaced.
void clean_replaced(const Snapshot& snapshot, const SegmentEntry& segment) {
  const auto folder = snapshot.path_of(segment);
  for (const auto& name : names_in(folder)) {
    const bool used =
        std::ranges::find(segment.files, name, &FileEntry::name) != segment.files.end();
    const bool ours = std::ranges::any_of(
        part::replaced, [&](auto part) { return layout::numbered(name, part).has_value(); });
    if (!used && ours) remove_tree(folder / name);
  }
}

/// Removes what the state in force does not consist of. Touches only names that are ours.
void clean(const Snapshot& snapshot, bool building_too) {
  const auto& archive = snapshot.path();
  const auto in_force = layout::manifest_name(snapshot.revision());
  for (const auto& name : names_in(archive)) {
    const bool stale_manifest = name != in_force && layout::numbered(name, layout::manifests);
    const bool building = building_too && layout::numbered(name, layout::building);
    const bool aside = building_too && name.ends_with(layout::aside) &&
                       (name.starts_with(layout::manifests) || is_creation_leftover(name));
    if (stale_manifest || building || aside) remove_tree(archive / name);
  }
  for (const auto& name : names_in(archive / layout::segments)) {
    const bool ours = layout::numbered(name, "").has_value();
    const bool used = std::ranges::find(snapshot.segments(), name, &SegmentEntry::name) !=
                      snapshot.segments().end();
    if (ours && !used) remove_tree(archive / layout::segments / name);
  }
  for (const auto& segment : snapshot.segments()) clean_replaced(snapshot, segment);
}

// ---- sealing

std::string name_of(const fs::path& building, const fs::path& archive) {
  const std::string folder = building.filename();
  const auto number = layout::numbered(folder, layout::building);
  if (!number || building.parent_path() != archive || !is_there(building)) {
    throw_bug(fmt::format("{}: is no segment that was begun", building.string()));
  }
  return segment_name(*number);
}

FileSum seal_file(const fs::path& path, const FileSum* known) {
  const FileHandle file = open_for_reading(path);
  sync_file(file, path);
  if (known == nullptr) return sum_file(path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0 || status.st_size != static_cast<off_t>(known->size)) {
    throw_bug(fmt::format("{}: changed since it was summed", path.string()));
  }
  return *known;
}

FileEntry seal_entry(const NewSegment& segment, const fs::path& path) {
  std::string name = path.lexically_relative(segment.folder).generic_string();
  if (!is_part_name(name)) throw_bug(fmt::format("{}: has no name we use", path.string()));
  const auto known = segment.sums.find(name);
  const FileSum sum = seal_file(path, known == segment.sums.end() ? nullptr : &known->second);
  return {.name = std::move(name), .sum = sum};
}

/// Syncs every file and folder. \returns the files, by name
std::vector<FileEntry> seal_files(const NewSegment& segment) {
  std::vector<FileEntry> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(segment.folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto type = entry->symlink_status(error).type();
    if (type == fs::file_type::directory) {
      sync_directory(entry->path());
    } else if (type == fs::file_type::regular) {
      files.push_back(seal_entry(segment, entry->path()));
    } else if (!error) {
      throw_bug(fmt::format("{}: is neither file nor folder", entry->path().string()));
    }
    if (error) break;
  }
  if (error) throw_io(segment.folder, "cannot list the folder", error.value());
  sync_directory(segment.folder);
  std::ranges::sort(files, {}, &FileEntry::name);
  return files;
}

SegmentEntry seal(const NewSegment& segment, const fs::path& archive) {
  SegmentEntry entry{.name = name_of(segment.folder, archive), .documents = segment.documents};
  entry.tombstones = to_ranges(segment.tombstones);
  entry.earlier = to_ranges(segment.earlier);
  entry.files = seal_files(segment);
  const auto to = archive / layout::segments / entry.name;
  if (::rename(segment.folder.c_str(), to.c_str()) != 0) throw_io(to, "cannot create", errno);
  return entry;
}

// ---- editing the manifest

SegmentEntry& segment_of(Manifest& manifest, std::string_view name) {
  const auto found = std::ranges::find(manifest.segments, name, &SegmentEntry::name);
  if (found == manifest.segments.end()) throw_bug(fmt::format("no segment {} in force", name));
  return *found;
}

void want_docids(const SegmentEntry& segment) {
  const DocRanges all = segment.hidden();
  if (!all.empty() && all.back().last > segment.documents) {
    throw_bug(fmt::format("segment {} has no article {}", segment.name, all.back().last));
  }
}

std::string part_name(std::string_view part, std::uint64_t revision) {
  return fmt::format("{}{:06}", part, revision);
}

/// The files of \p segment with a new \p part in place of an older one.
void replace_part(SegmentEntry& segment, std::string_view part, const FileSum& sum,
                  std::uint64_t revision) {
  std::erase_if(segment.files, [&](const FileEntry& file) { return file.name.starts_with(part); });
  segment.files.push_back({.name = part_name(part, revision), .sum = sum});
  std::ranges::sort(segment.files, {}, &FileEntry::name);
}

/// All of \p edit but its new segments.
void apply(const Edit& edit, Manifest& manifest) {
  for (const auto& [name, docids] : edit.tombstones) {
    auto& segment = segment_of(manifest, name);
    segment.tombstones = united(segment.tombstones, to_ranges(docids));
    want_docids(segment);
  }
  for (const auto& [name, docids] : edit.earlier) {
    auto& segment = segment_of(manifest, name);
    segment.earlier = united(segment.earlier, to_ranges(docids));
    want_docids(segment);
  }
  for (const auto& [name, docids] : edit.current) {
    auto& segment = segment_of(manifest, name);
    segment.earlier = without(segment.earlier, to_ranges(docids));
  }
  for (const auto& name : edit.removed) {
    const auto& segment = segment_of(manifest, name);
    manifest.segments.erase(manifest.segments.begin() + (&segment - manifest.segments.data()));
  }
  for (const auto& [which, sum] : edit.replaced)
    replace_part(segment_of(manifest, which.first), which.second, sum, manifest.revision + 1);
  for (const auto& [key, value] : edit.settings) {
    if (value.empty()) {
      manifest.settings.erase(key);
    } else {
      manifest.settings.insert_or_assign(key, value);
    }
  }
}

/// A new part that \p folder must hold by now.
void seal_replaced(const std::filesystem::path& folder, const std::string& name,
                   const FileSum& sum) {
  static_cast<void>(seal_file(folder / name, &sum));
  sync_directory(folder);
}

}  // namespace

ArchiveWriter::ArchiveWriter(FileHandle lock, Snapshot snapshot)
    : lock_(std::move(lock)),
      snapshot_(std::move(snapshot)),
      next_segment_(snapshot_.manifest().next_segment) {
  create_folder(snapshot_.path() / layout::segments);
  clean(snapshot_, true);
}

ArchiveWriter ArchiveWriter::open_or_create(const fs::path& given) {
  const fs::path path = without_slash(given);
  create_folder_synced(fs::absolute(path).lexically_normal());
  want_ours_or_empty(path);
  FileHandle held = lock(path);
  if (!is_there(path / layout::marker_file)) create(path, {.archive_id = new_id()});
  return {std::move(held), Snapshot::open(path)};
}

ArchiveWriter ArchiveWriter::open_damaged(const fs::path& given, std::vector<std::string>& wrong) {
  const fs::path path = without_slash(given);
  // Nothing is written, not even a lock, where nothing says that this is an archive.
  if (!is_there(path / layout::marker_file) && !newest_manifest(path))
    static_cast<void>(layout::read_marker(path));
  FileHandle held = lock(path);
  try {
    Snapshot snapshot = Snapshot::read(path, false);
    return {std::move(held), std::move(snapshot)};
  } catch (const Error& error) {
    if (error.code() != ErrorCode::archive_damaged && error.code() != ErrorCode::no_archive) throw;
    wrong.emplace_back(error.what());
  }
  if (auto manifest = newest_manifest(path)) {
    ++manifest->revision;  // whoever has seen the one that is lost shall notice
    put_in_force(path, *manifest);
    mark(path, manifest->archive_id);
    return {std::move(held), Snapshot::read(path, false)};
  }
  Manifest manifest = manifest_of_segments(path);
  manifest.archive_id = new_id();
  mark(path, manifest.archive_id);
  return {std::move(held), Snapshot(path, {}, std::move(manifest))};
}

ArchiveWriter ArchiveWriter::start_over(const fs::path& given) {
  const fs::path path = without_slash(given);
  if (!is_there(path / layout::marker_file)) return open_or_create(path);
  FileHandle held = lock(path);
  // Beyond every revision and segment there ever was, so that no reader mistakes new for old.
  Manifest empty{.archive_id = new_id()};
  for (const auto& name : names_in(path)) {
    const auto revision = layout::numbered(name, layout::manifests);
    empty.revision = std::max(empty.revision, revision.value_or(0) + 1);
  }
  for (const auto& name : names_in(path / layout::segments)) {
    const auto number = layout::numbered(name, "");
    empty.next_segment = std::max(empty.next_segment, number.value_or(0) + 1);
  }
  create(path, empty);
  return {std::move(held), Snapshot::open(path)};
}

fs::path ArchiveWriter::begin_segment() {
  const auto name = segment_name(next_segment_++);
  auto folder = snapshot_.path() / (std::string(layout::building) + name);
  create_folder(folder);
  return folder;
}

fs::path ArchiveWriter::begin_part(const SegmentEntry& segment, std::string_view part) const {
  return snapshot_.path_of(segment, part_name(part, snapshot_.revision() + 1));
}

void ArchiveWriter::discard(const fs::path& building) noexcept {
  if (building.parent_path() == snapshot_.path()) remove_tree(building);
}

void ArchiveWriter::publish(const Edit& edit) {
  if (std::exchange(failed_, true)) throw_bug("an earlier publication has failed");
  const auto& archive = snapshot_.path();
  Manifest manifest = snapshot_.manifest();
  apply(edit, manifest);
  for (const auto& segment : edit.added) {
    manifest.segments.push_back(seal(segment, archive));
    want_docids(manifest.segments.back());
  }
  for (const auto& [which, sum] : edit.replaced)
    seal_replaced(snapshot_.path_of(segment_of(manifest, which.first)),
                  part_name(which.second, manifest.revision + 1), sum);
  sync_directory(archive / layout::segments);
  ++manifest.revision;
  manifest.next_segment = next_segment_;
  std::string current = put_in_force(archive, manifest);
  snapshot_ = Snapshot(archive, std::move(current), std::move(manifest));
  clean(snapshot_, false);
  failed_ = false;
}

}  // namespace ae::store
