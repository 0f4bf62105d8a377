// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/archive.hpp"

#include "ae/error.hpp"
#include "common/store/hash.hpp"
#include "common/store/layout.hpp"

#include <fmt/core.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <map>
#include <ranges>
#include <utility>

namespace ae::store {
namespace {

constexpr int most_attempts = 100;  // to read a state that publications take away meanwhile

std::string read_current(const std::filesystem::path& archive) {
  return read_small_file(archive / layout::current_file, 4096);
}

Manifest read_manifest(const std::filesystem::path& archive, std::string_view current_text) {
  const auto current_path = archive / layout::current_file;
  const auto current = layout::parse_current(current_text, current_path);
  const auto path = archive / current.manifest;
  if (std::error_code error; !std::filesystem::exists(path, error) && !error)
    throw_damaged(path, fmt::format("is missing, and {} names it", current_path.string()));
  const std::string text = read_small_file(path, layout::largest_manifest);
  Manifest manifest = parse_manifest(text, path.string());
  // The manifest is under a checksum of its own.
  if (xxh3(text) != current.xxh3) throw_damaged(current_path, "does not fit the manifest it names");
  if (manifest.archive_id != layout::read_marker(archive)) {
    // The manifest is under a checksum, and the marker is not.
    throw_damaged(archive / layout::marker_file, "was altered: the manifest is of another archive");
  }
  if (layout::manifest_name(manifest.revision) != current.manifest) {
    throw_damaged(path, "is of another revision");
  }
  return manifest;
}

/// What a look at the file's size tells: nothing for a sound one.
std::string size_problem(const std::filesystem::path& path, std::uint64_t wanted) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) throw_io(path, "cannot read", errno);
    return "is missing";
  }
  if (!S_ISREG(status.st_mode)) return "is no regular file";
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size == wanted) return {};
  return fmt::format("has {} bytes instead of {}", size, wanted);
}

void want_sizes(const Snapshot& snapshot) {
  for (const auto& segment : snapshot.segments()) {
    const auto folder = snapshot.path_of(segment);
    for (const auto& [name, sum] : segment.files) {
      const auto problem = size_problem(folder / name, sum.size);
      if (!problem.empty()) throw_damaged(folder / name, problem);
    }
  }
}

/// What reading the whole file tells: nothing for a sound one.
std::string content_problem(const std::filesystem::path& path, const FileSum& sum) {
  try {
    auto problem = size_problem(path, sum.size);
    if (problem.empty() && sum_file(path) != sum) problem = "was altered";
    return problem.empty() ? problem : fmt::format("{}: {}", path.string(), problem);
  } catch (const Error& error) {
    return error.what();
  }
}

/// Segment's name -> a problem of one of its files.
using Problems = std::multimap<std::string, std::string>;

Problems problems_by_segment(const Snapshot& snapshot) {
  Problems problems;
  for (const auto& segment : snapshot.segments()) {
    const auto folder = snapshot.path_of(segment);
    for (const auto& [name, sum] : segment.files) {
      auto problem = content_problem(folder / name, sum);
      if (!problem.empty()) problems.emplace(segment.name, std::move(problem));
    }
  }
  return problems;
}

void forget_removed(Problems& problems, const Snapshot& newer) {
  std::erase_if(problems, [&](const auto& problem) {
    return std::ranges::find(newer.segments(), problem.first, &SegmentEntry::name) ==
           newer.segments().end();
  });
}

}  // namespace

Snapshot::Snapshot(std::filesystem::path path, std::string current, Manifest manifest)
    : path_(std::move(path)), current_(std::move(current)), manifest_(std::move(manifest)) {}

Snapshot Snapshot::read(const std::filesystem::path& archive, bool sizes) {
  static_cast<void>(layout::read_marker(archive));
  for (int attempt = 1;; ++attempt) {
    std::string current = read_current(archive);
    try {
      Snapshot snapshot(archive, current, read_manifest(archive, current));
      if (sizes) want_sizes(snapshot);
      return snapshot;
    } catch (const Error& error) {
      // A publication may have removed what the state just read consists of.
      if (error.code() != ErrorCode::archive_damaged || attempt == most_attempts) throw;
      if (read_current(archive) == current) throw;
    }
  }
}

Snapshot Snapshot::open(const std::filesystem::path& archive) { return read(archive, true); }

std::uint64_t Snapshot::articles() const noexcept {
  std::uint64_t sum = 0;
  for (const auto& segment : segments()) sum += segment.documents - count(segment.hidden());
  return sum;
}

std::filesystem::path Snapshot::path_of(const SegmentEntry& segment) const {
  return path_ / layout::segments / segment.name;
}

std::filesystem::path Snapshot::path_of(const SegmentEntry& segment, std::string_view name) const {
  return path_of(segment) / name;
}

std::filesystem::path Snapshot::newest_of(const SegmentEntry& segment,
                                          std::string_view part) const {
  const auto found = std::ranges::find_if(
      segment.files, [&](const FileEntry& file) { return file.name.starts_with(part); });
  return found == segment.files.end() ? std::filesystem::path() : path_of(segment, found->name);
}

bool Snapshot::superseded() const { return read_current(path_) != current_; }

std::vector<std::string> check(const std::filesystem::path& archive) {
  static_cast<void>(layout::read_marker(archive));
  try {
    const Snapshot snapshot = Snapshot::read(archive, false);
    auto problems = problems_by_segment(snapshot);
    if (!problems.empty() && snapshot.superseded()) {
      // What a publication has removed meanwhile is no damage.
      forget_removed(problems, Snapshot::read(archive, false));
    }
    const auto lines = std::views::values(problems);
    return {lines.begin(), lines.end()};
  } catch (const Error& error) {
    if (error.code() != ErrorCode::archive_damaged) throw;
    return {error.what()};
  }
}

}  // namespace ae::store
