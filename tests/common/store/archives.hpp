// SPDX-License-Identifier: GPL-2.0-or-later
/// Small archives that the tests of the store build, and what they look at.
#pragma once

#include "common/store/archive.hpp"
#include "common/store/sealed_file.hpp"

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

#include "tests/common/store/support.hpp"

namespace ae::test {

inline std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.insert(entry.path().filename());
  return names;
}

/// A segment with one sealed file, whose content is \p text, and a folder with another file.
inline store::NewSegment build_segment(store::ArchiveWriter& writer, const std::string& text,
                                       std::uint32_t documents = 10) {
  store::NewSegment segment{.folder = writer.begin_segment(), .documents = documents};
  store::SealedFileWriter file(segment.folder / "texts", "texts", 1);
  file.begin_section("records");
  file.append(text);
  segment.sums["texts"] = file.finish();
  std::filesystem::create_directory(segment.folder / "xapian");
  spit(segment.folder / "xapian" / "iamglass", text + text);
  return segment;
}

inline std::string text_of(const store::Snapshot& snapshot, std::size_t index) {
  const store::SealedFile file(snapshot.path_of(snapshot.segments().at(index), store::part::texts),
                               "texts", 1);
  return std::string(file.bytes(file.section("records")));
}

/// An archive with one segment, "000001".
inline void make_archive(const std::filesystem::path& path) {
  auto writer = store::ArchiveWriter::open_or_create(path);
  writer.publish({.added = {build_segment(writer, "first")}});
}

}  // namespace ae::test
