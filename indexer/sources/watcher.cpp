// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/sources/watcher.hpp"

#include "ae/error.hpp"
#include "indexer/sources/folder.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <system_error>
#include <utility>

namespace ae::indexing {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::uint32_t events = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                 IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr auto quiet = std::chrono::milliseconds(100);       // after which a change is complete
constexpr auto longest = std::chrono::milliseconds(500);     // of a change that goes on and on
constexpr auto look_again = std::chrono::milliseconds(500);  // for a root that is gone

[[noreturn]] void fail(const std::string& what, int error) {
  const bool full = error == ENOSPC || error == EMFILE;
  throw Error(
      ErrorCode::io,
      fmt::format(
          "{}: cannot be watched: {}", what,
          full ? "the system's watches are used up" : std::generic_category().message(error)),
      full ? "raise fs.inotify.max_user_watches by sysctl, or run ae-index from time to time" : "");
}

bool is_below(const std::string& path, const std::string& folder) {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_there(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

}  // namespace

Watcher::Watcher(std::vector<std::string> roots, fs::path skip)
    : roots_(std::move(roots)),
      skip_(std::move(skip)),
      inotify_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (!inotify_) fail("--watch", errno);
  for (const std::string& root : roots_) watch_root(root);
}

void Watcher::watch_root(const std::string& root) {
  std::error_code error;
  if (fs::is_directory(root, error)) return watch_tree(root);
  // A file is replaced by renaming: it is its folder that tells.
  files_.insert(root);
  watch_folder(root.substr(0, std::max<std::size_t>(root.rfind('/'), 1)));
}

/// First the watch, then the look inside: what appears in between is noticed by one of them.
void Watcher::watch_tree(const std::string& folder) {
  std::vector<std::string> waiting{folder};
  while (!waiting.empty()) {
    const std::string path = std::move(waiting.back());
    waiting.pop_back();
    std::error_code error;
    if (fs::equivalent(path, skip_, error) || !watch_folder(path)) continue;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
      const std::string name = at->path().filename().string();
      if (!name.starts_with('.') && at->symlink_status(error).type() == fs::file_type::directory)
        waiting.push_back(at->path().string());
    }
  }
}

/// \returns whether it is there and may be read
bool Watcher::watch_folder(const std::string& folder) {
  const int watch = ::inotify_add_watch(inotify_.get(), folder.c_str(), events | IN_ONLYDIR);
  if (watch < 0) {
    if (errno == ENOSPC || errno == ENOMEM) fail(folder, errno);
    return false;
  }
  // A folder that was renamed keeps its watch.
  if (const auto old = paths_.find(watch); old != paths_.end()) watches_.erase(old->second);
  paths_[watch] = folder;
  watches_[folder] = watch;
  return true;
}

void Watcher::forget_tree(const std::string& folder) {
  for (auto at = watches_.lower_bound(folder); at != watches_.end();) {
    if (at->first != folder && !at->first.starts_with(folder)) break;
    if (at->first != folder && !is_below(at->first, folder)) {
      ++at;
      continue;
    }
    ::inotify_rm_watch(inotify_.get(), at->second);
    paths_.erase(at->second);
    at = watches_.erase(at);
  }
}

Changed Watcher::wait(const std::function<bool()>& stop) {
  while (!stop()) {
    const bool some = poll_events(static_cast<int>(look_again.count()));
    look_for_lost_roots();
    if (!some && changed_.empty() && !all_) continue;
    const auto begin = Clock::now();
    while (poll_events(static_cast<int>(quiet.count())) && Clock::now() - begin < longest) {
    }
    if (!changed_.empty() || all_) return taken();
  }
  return {};
}

/// \returns whether there were any
bool Watcher::poll_events(int milliseconds) {
  pollfd ready{.fd = inotify_.get(), .events = POLLIN, .revents = 0};
  if (::poll(&ready, 1, milliseconds) <= 0) return false;  // a signal, too, is for stop()
  read_events();
  return true;
}

void Watcher::read_events() {
  alignas(inotify_event) std::array<char, 1 << 16> buffer{};
  const auto size = ::read(inotify_.get(), buffer.data(), buffer.size());
  if (size < 0 && errno != EAGAIN && errno != EINTR) fail("--watch", errno);
  for (std::size_t at = 0; std::cmp_less(at + sizeof(inotify_event), size + 1);) {
    inotify_event event{};
    std::memcpy(&event, buffer.data() + at, sizeof event);
    // The name is padded with NULs.
    const std::string name(buffer.data() + at + sizeof event,
                           ::strnlen(buffer.data() + at + sizeof event, event.len));
    take(event, name);
    at += sizeof event + event.len;
  }
}

void Watcher::take(const inotify_event& event, const std::string& name) {
  if ((event.mask & IN_Q_OVERFLOW) != 0) {
    all_ = true;
    for (const std::string& root : roots_) watch_root(root);
    return;
  }
  const auto found = paths_.find(event.wd);
  if (found == paths_.end()) return;
  const std::string folder = found->second;
  if ((event.mask & (IN_IGNORED | IN_UNMOUNT)) != 0) {
    paths_.erase(found);
    const auto watch = watches_.find(folder);  // another folder may stand there by now
    if (watch != watches_.end() && watch->second == event.wd) watches_.erase(watch);
  }
  if ((event.mask & IN_MOVE_SELF) != 0 && std::ranges::find(roots_, folder) != roots_.end())
    forget_tree(folder);  // it would go on to tell of what happens elsewhere
  constexpr std::uint32_t self = IN_IGNORED | IN_UNMOUNT | IN_DELETE_SELF | IN_MOVE_SELF;
  if ((event.mask & self) != 0) {
    if (std::ranges::find(roots_, folder) != roots_.end()) take_root(folder);
    return;
  }
  if (name.empty() || name.starts_with('.')) return;
  const std::string path = (folder == "/" ? "" : folder) + '/' + name;
  if ((event.mask & IN_ISDIR) != 0)
    take_folder(event.mask, path);
  else
    take_file(event.mask, path);
}

/// Another folder may stand in the root's place by now: that one is to be watched.
void Watcher::take_root(const std::string& root) {
  if (is_there(root))
    watch_root(root);
  else if (!lost_.insert(root).second)
    return;
  note(root);
}

void Watcher::take_folder(std::uint32_t mask, const std::string& path) {
  const auto holds = [&](const std::string& root) { return root == path || is_below(path, root); };
  if (std::none_of(roots_.begin(), roots_.end(), holds)) return;
  if ((mask & (IN_DELETE | IN_MOVED_FROM)) != 0) forget_tree(path);
  if ((mask & (IN_CREATE | IN_MOVED_TO | IN_ATTRIB)) != 0 && is_folder(path)) watch_tree(path);
  note(path);
}

void Watcher::take_file(std::uint32_t mask, const std::string& path) {
  std::string file = path;
  if (file.ends_with(sidecar_ending)) file.resize(file.size() - sidecar_ending.size());
  const auto holds = [&](const std::string& root) {
    return is_below(path, root) || (files_.contains(root) && (root == path || root == file));
  };
  if (std::none_of(roots_.begin(), roots_.end(), holds)) return;
  struct stat status {};
  // Who creates a file goes on to write it, but for another name of one that is written.
  if ((mask & IN_CREATE) != 0 && (::lstat(path.c_str(), &status) != 0 || status.st_nlink < 2))
    return;
  note(path);
  if (file != path) note(file);
}

void Watcher::look_for_lost_roots() {
  for (auto at = lost_.begin(); at != lost_.end();) {
    if (!is_there(*at)) {
      ++at;
      continue;
    }
    watch_root(*at);
    note(*at);
    at = lost_.erase(at);
  }
}

void Watcher::note(const std::string& path) { changed_.insert(path); }

Changed Watcher::taken() {
  Changed out{.paths = {}, .all = std::exchange(all_, false)};
  for (const std::string& path : std::exchange(changed_, {})) {
    bool covered = false;
    for (auto slash = path.rfind('/'); slash != std::string::npos && slash != 0 && !covered;
         slash = path.rfind('/', slash - 1))
      covered = std::binary_search(out.paths.begin(), out.paths.end(), path.substr(0, slash));
    if (!covered) out.paths.push_back(path);
  }
  return out;
}

}  // namespace ae::indexing
