// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/archive_folder.hpp"

#include "ae/error.hpp"
#include "common/store/hash.hpp"
#include "common/store/layout.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace ae::store {
namespace {

namespace fs = std::filesystem;

std::string lock_text() {
  char host[256] = {};
  if (::gethostname(host, sizeof(host) - 1) != 0) host[0] = '\0';
  return fmt::format("process {} on {}\n", ::getpid(), host);
}

[[noreturn]] void throw_locked(const fs::path& archive) {
  std::string holder = "another process";
  try {
    auto text = read_small_file(archive / layout::lock_file, 4096);
    text.resize(std::min(text.find('\n'), text.size()));
    if (text.starts_with("process ")) holder = std::move(text);
  } catch (const Error&) {  // then it stays unnamed
  }
  throw Error(ErrorCode::archive_locked,
              fmt::format("{}: {} is writing to it", archive.string(), holder),
              "wait until it is done, or use --wait SECONDS");
}

}  // namespace

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    names.push_back(entry->path().filename());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    throw_io(folder, "cannot list the folder", error.value());
  }
  return names;
}

void create_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw_io(folder, "cannot create the folder", error.value());
}

void create_folder_synced(const fs::path& folder) {
  std::error_code ignored;
  if (fs::is_directory(folder, ignored)) return;
  const auto above = folder.parent_path();
  if (above != folder && !above.empty()) create_folder_synced(above);
  create_folder(folder);
  sync_directory(above);
}

void remove_tree(const fs::path& path) noexcept {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

bool is_there(const fs::path& path) noexcept {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

fs::path without_slash(const fs::path& path) {
  return path.has_filename() || !path.has_relative_path() ? path : path.parent_path();
}

FileHandle lock(const fs::path& archive) {
  const auto path = archive / layout::lock_file;
  FileHandle file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666));
  if (!file) throw_io(path, "cannot open for writing", errno);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK) throw_locked(archive);
    throw_io(path, "cannot lock", errno);
  }
  if (::ftruncate(file.get(), 0) != 0) throw_io(path, "cannot write", errno);
  write_all(file, path, lock_text());
  return file;
}

bool is_creation_leftover(std::string_view name) noexcept {
  if (name.ends_with(layout::aside)) name.remove_suffix(layout::aside.size());
  return name == layout::lock_file || name == layout::current_file || name == layout::marker_file ||
         name == layout::manifest_name(0);
}

std::string put_in_force(const fs::path& archive, const Manifest& manifest) {
  const std::string text = to_text(manifest);
  const std::string name = layout::manifest_name(manifest.revision);
  replace_file(archive / name, text);
  std::string current = layout::to_text({.manifest = name, .xxh3 = xxh3(text)});
  replace_file(archive / layout::current_file, current);
  return current;
}

void mark(const fs::path& archive, std::string_view id) {
  replace_file(archive / layout::marker_file, layout::marker_text(id));
}

}  // namespace ae::store
