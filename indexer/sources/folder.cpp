// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/folder.hpp"

#include "ae/error.hpp"
#include "indexer/sources/file.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <optional>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ae::indexing {
namespace {

/// Tells one folder from another, whatever their paths.
struct FolderId {
  dev_t device;
  ino_t inode;
  friend bool operator==(const FolderId&, const FolderId&) = default;
};

std::string reason(int error) { return std::generic_category().message(error); }

[[noreturn]] void fail(const std::string& root, const std::string& why) {
  throw Error(ErrorCode::io, fmt::format("{}: {}", root, why));
}

std::optional<FolderId> id_of(const std::filesystem::path& folder) {
  struct stat status {};
  if (folder.empty() || ::stat(folder.c_str(), &status) != 0) return {};
  return FolderId{status.st_dev, status.st_ino};
}

std::string absolute_of(const std::string& root) {
  std::error_code error;
  auto path = std::filesystem::absolute(root, error).lexically_normal().string();
  if (error) fail(root, error.message());
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

std::string join(const std::string& folder, std::string_view name) {
  std::string path = folder;
  if (path.back() != '/') path += '/';
  return path.append(name);
}

/// Folders wait in a list rather than on the call stack, and one is open at a time: no depth of
/// nesting exhausts the stack or the descriptors. Without links there is no way round in a circle.
class Walk {
 public:
  Walk(std::string root, const std::filesystem::path& skip, const FaultSink& faults)
      : root_(std::move(root)),
        absolute_root_(absolute_of(root_)),
        skip_(id_of(skip)),
        faults_(faults) {}

  std::vector<SourceFile> files() {
    struct stat status {};
    if (::stat(root_.c_str(), &status) != 0) fail(root_, reason(errno));
    if (S_ISREG(status.st_mode)) {
      add_file(root_, status);
      files_.front().named = true;
      find_sidecar(files_.front());
    } else if (S_ISDIR(status.st_mode)) {
      while (root_.size() > 1 && root_.ends_with("//")) root_.pop_back();
      walk_folders();
    } else {
      fail(root_, "neither a file nor a folder");
    }
    return std::move(files_);
  }

 private:
  void walk_folders() {
    waiting_.push_back(root_);
    while (!waiting_.empty()) {
      const auto folder = std::move(waiting_.back());
      waiting_.pop_back();
      enter(folder);
    }
    take_sidecars();
    std::ranges::sort(files_, {}, &SourceFile::path);
  }

  /// Gives each sidecar to the file beside it.
  void take_sidecars() {
    std::unordered_map<std::string_view, const SourceFile*> sidecars;
    for (const SourceFile& file : files_)
      if (file.path.ends_with(sidecar_ending)) sidecars.emplace(file.path, &file);
    if (sidecars.empty()) return;
    std::unordered_set<std::string> taken;
    std::string name;
    for (SourceFile& file : files_) {
      name.assign(file.path).append(sidecar_ending);
      const auto found = sidecars.find(name);
      if (found == sidecars.end()) continue;
      file.sidecar = {.size = found->second->size, .modified = found->second->modified};
      taken.insert(name);
    }
    std::erase_if(files_, [&](const SourceFile& file) { return taken.contains(file.path); });
  }

  static void find_sidecar(SourceFile& file) {
    struct stat status {};
    const std::string path = file.path + std::string(sidecar_ending);
    if (::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode))
      file.sidecar = {.size = static_cast<std::uint64_t>(status.st_size),
                      .modified = modified(status)};
  }

  static std::int64_t modified(const struct stat& status) {
    constexpr std::int64_t ns_per_s = 1'000'000'000;
    return status.st_mtim.tv_sec * ns_per_s + status.st_mtim.tv_nsec;
  }

  void enter(const std::string& folder) {
    const bool is_root = folder == root_;
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (is_root ? 0 : O_NOFOLLOW);
    Descriptor opened(::open(folder.c_str(), flags));
    struct stat status {};
    if (!opened || ::fstat(opened.get(), &status) != 0) {
      const int error = errno;
      if (is_root) fail(root_, reason(error));
      // Gone, or something else took its place since its parent was read.
      if (error != ENOENT && error != ENOTDIR && error != ELOOP) report(folder, reason(error));
      return;
    }
    if (skip_ == FolderId{status.st_dev, status.st_ino}) return;
    read_entries(folder, std::move(opened));
  }

  void read_entries(const std::string& folder, Descriptor opened) {
    DIR* entries = ::fdopendir(opened.get());
    if (entries == nullptr) return report(folder, reason(errno));
    static_cast<void>(opened.release());
    const std::unique_ptr<DIR, int (*)(DIR*)> closing(entries, &::closedir);
    errno = 0;
    while (const dirent* entry = ::readdir(entries)) {
      const std::string_view name = entry->d_name;
      if (!name.starts_with('.')) add_entry(::dirfd(entries), join(folder, name), entry->d_name);
      errno = 0;
    }
    if (errno != 0) report(folder, reason(errno));
  }

  void add_entry(int folder, std::string path, const char* name) {
    if (path.size() >= PATH_MAX) return report(path, "the path is too long for the system");
    struct stat status {};
    if (::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno != ENOENT) report(path, reason(errno));
    } else if (S_ISREG(status.st_mode)) {
      add_file(path, status);
    } else if (S_ISDIR(status.st_mode)) {
      waiting_.push_back(std::move(path));
    }
  }

  void add_file(const std::string& path, const struct stat& status) {
    files_.push_back({.path = path,
                      .absolute = absolute(path),
                      .size = static_cast<std::uint64_t>(status.st_size),
                      .modified = modified(status),
                      .below = below(path)});
  }

  [[nodiscard]] std::string below(std::string_view path) const {
    if (path == root_) return std::string(path.substr(path.rfind('/') + 1));
    path.remove_prefix(root_.size());
    return std::string(path.substr(path.starts_with('/') ? 1 : 0));
  }

  [[nodiscard]] std::string absolute(std::string_view path) const {
    if (path == root_) return absolute_root_;
    path.remove_prefix(root_.size());
    return join(absolute_root_, path.substr(path.starts_with('/') ? 1 : 0));
  }

  void report(const std::string& path, const std::string& why) {
    faults_({.where = {.path = path, .member = {}, .line = 0},
             .kind = Fault::Kind::failed,
             .rule = "unreadable-path",
             .reason = why});
  }

  std::string root_;
  std::string absolute_root_;
  std::optional<FolderId> skip_;
  const FaultSink& faults_;
  std::vector<std::string> waiting_;
  std::vector<SourceFile> files_;
};

}  // namespace

std::vector<SourceFile> walk(const std::string& root, const std::filesystem::path& skip,
                             const FaultSink& faults) {
  return Walk(root, skip, faults).files();
}

}  // namespace ae::indexing
