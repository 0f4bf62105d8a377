// SPDX-License-Identifier: GPL-2.0-or-later
/// Notices what changes below folders, by the system's word (inotify).
#pragma once

#include "indexer/sources/file.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

struct inotify_event;

namespace ae::indexing {

/// What may have changed. Absolute paths, none below another; a path that is gone has changed too.
struct Changed {
  std::vector<std::string> paths;
  bool all = false;  ///< so much happened that the system lost count: anything may have changed
};

/// Names that begin with a dot are passed over, and no link is followed, as walk() does. A file
/// counts once whoever writes it has closed it. Not thread-safe.
class Watcher {
 public:
  /// Watches from now on.
  /// \param roots  folders and files, absolute
  /// \param skip   a folder never watched
  /// \throws Error io, where the system has no watches left
  Watcher(std::vector<std::string> roots, std::filesystem::path skip);

  /// Waits until something has changed and all is quiet for a moment, or until \p stop says so.
  /// A root that was removed or unmounted is waited for, and has changed when it is back.
  /// \throws Error io
  [[nodiscard]] Changed wait(const std::function<bool()>& stop);

  /// Folders under watch.
  [[nodiscard]] std::size_t folders() const noexcept { return paths_.size(); }

 private:
  bool poll_events(int milliseconds);
  void read_events();
  void take(const inotify_event& event, const std::string& name);
  void take_root(const std::string& root);
  void take_folder(std::uint32_t mask, const std::string& path);
  void take_file(std::uint32_t mask, const std::string& path);
  void look_for_lost_roots();
  void watch_root(const std::string& root);
  void watch_tree(const std::string& folder);
  bool watch_folder(const std::string& folder);
  void forget_tree(const std::string& folder);
  void note(const std::string& path);
  [[nodiscard]] Changed taken();

  std::vector<std::string> roots_;
  std::filesystem::path skip_;
  Descriptor inotify_;
  std::unordered_map<int, std::string> paths_;  // by watch
  std::map<std::string, int> watches_;          // by path
  std::set<std::string> files_;                 // roots that are files
  std::set<std::string> lost_;                  // roots that are gone
  std::set<std::string> changed_;
  bool all_ = false;
};

}  // namespace ae::indexing
