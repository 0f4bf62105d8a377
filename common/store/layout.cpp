// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/layout.hpp"

#include "ae/error.hpp"
#include "common/schema/fields.hpp"
#include "common/store/files.hpp"
#include "common/store/hash.hpp"

#include <fmt/core.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

namespace ae::store::layout {
namespace {

constexpr std::size_t largest_small_file = 4096;  // bytes; of CURRENT and the marker

/// \throws Error no_archive, io, unless \p archive is a folder
void want_folder(const std::filesystem::path& archive) {
  struct stat status {};
  if (::stat(archive.c_str(), &status) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) throw_io(archive, "cannot read", errno);
    throw Error(ErrorCode::no_archive, fmt::format("{}: no archive here", archive.string()),
                "build one with: ae-index FOLDER");
  }
  if (S_ISDIR(status.st_mode)) return;
  throw Error(ErrorCode::no_archive,
              fmt::format("{}: is a file, not the folder of an archive", archive.string()),
              "build an archive with: ae-index FOLDER");
}

bool is_in(const std::filesystem::path& folder, std::string_view name) {
  struct stat status {};
  if (::lstat((folder / name).c_str(), &status) == 0) return true;
  if (errno != ENOENT) throw_io(folder, "cannot read", errno);
  return false;
}

/// What a folder without marker is, and what to do.
[[noreturn]] void throw_no_archive(const std::filesystem::path& folder) {
  const std::string path = folder.string();
  std::string what = fmt::format("is no archive: no {} in it", marker_file);
  std::string hint = "build one with: ae-index FOLDER";
  if (is_in(folder, unfinished_file)) {
    what = "is a backup that broke off";
    hint = fmt::format("make it again with: ae-index --backup {}", path);
  } else if (is_in(folder, segments) && is_in(folder, current_file)) {
    what = fmt::format("was an archive, but {} is missing", marker_file);
    hint = fmt::format("mend it with: ae-index --check --repair --db {}", path);
  } else if (is_in(folder, "iamglass")) {
    what = "is a database of Xapian, not an archive of ae";
  }
  throw Error(ErrorCode::no_archive, fmt::format("{}: {}", path, what), hint);
}

/// \throws Error no_archive, io, unless the marker is there
void want_marker(const std::filesystem::path& archive) {
  if (!is_in(archive, marker_file)) throw_no_archive(archive);
}

}  // namespace

std::string manifest_name(std::uint64_t revision) {
  return fmt::format("{}{:06}", manifests, revision);
}

std::optional<std::uint64_t> numbered(std::string_view name, std::string_view prefix) noexcept {
  if (!name.starts_with(prefix)) return {};
  name.remove_prefix(prefix.size());
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), value);
  if (error != std::errc() || end != name.data() + name.size()) return {};
  return value;
}

std::string to_text(const Current& current) {
  return fmt::format("{} {}\n", current.manifest, to_hex(current.xxh3));
}

Current parse_current(std::string_view text, const std::filesystem::path& path) {
  const auto space = text.find(' ');
  if (space == text.npos || !numbered(text.substr(0, space), manifests)) {
    throw_damaged(path, "does not name a manifest");
  }
  Current current{.manifest = std::string(text.substr(0, space))};
  const auto sum = from_hex(text.substr(space + 1, 16));
  current.xxh3 = sum.value_or(0);
  if (!sum || to_text(current) != text) throw_damaged(path, "was altered");
  return current;
}

std::string marker_text(std::string_view archive_id) {
  return fmt::format("{} {}\narchive {}\n", marker_file, schema::format_version, archive_id);
}

std::string read_marker(const std::filesystem::path& archive) {
  want_folder(archive);
  want_marker(archive);
  const std::string text = read_small_file(archive / marker_file, largest_small_file);
  const std::string head = fmt::format("{} ", marker_file);
  int version = 0;
  const auto digits = std::string_view(text).substr(std::min(head.size(), text.size()));
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (!text.starts_with(head) || error != std::errc()) {
    throw_damaged(archive / marker_file, "was altered");
  }
  if (version != schema::format_version) {
    throw Error(ErrorCode::format_mismatch,
                fmt::format("{}: the archive has format {}, this program reads {}",
                            archive.string(), version, schema::format_version),
                "build it anew with: ae-index --rebuild FOLDER");
  }
  auto id = text.size() < 17 ? text : text.substr(text.size() - 17, 16);
  if (!from_hex(id) || text != marker_text(id)) throw_damaged(archive / marker_file, "was altered");
  return id;
}

}  // namespace ae::store::layout
