// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/verify.hpp"

#include "common/store/files.hpp"

namespace ae::store {
namespace {

void want_sound(const std::filesystem::path& path, const FileSum& sum) {
  if (sum_file(path) != sum) throw_damaged(path, "was altered");
}

bool is_table(const FileEntry& file) {
  return file.name.starts_with(part::xapian) && file.name.find('/') == part::xapian.size();
}

}  // namespace

void want_sound(const Snapshot& snapshot, const SegmentEntry& segment) {
  for (const FileEntry& file : segment.files)
    want_sound(snapshot.path_of(segment, file.name), file.sum);
}

void want_sound(const Snapshot& snapshot, std::span<const SegmentEntry> segments) {
  for (const SegmentEntry& segment : segments) want_sound(snapshot, segment);
}

void want_sound_tables(const Snapshot& snapshot, const SegmentEntry& segment) {
  for (const FileEntry& file : segment.files)
    if (is_table(file) && file.sum.size <= small_table)
      want_sound(snapshot.path_of(segment, file.name), file.sum);
}

}  // namespace ae::store
