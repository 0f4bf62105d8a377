// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/backup.hpp"

#include "ae/error.hpp"
#include "common/store/archive.hpp"
#include "common/store/archive_folder.hpp"
#include "common/store/layout.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace ae::store {
namespace {

namespace fs = std::filesystem;

/// A file of a segment, held open: it can be read even where a run removes it meanwhile.
struct Held {
  fs::path from;
  fs::path name;  ///< within the archive
  FileHandle file;
  FileSum sum{};
};

struct State {
  Snapshot snapshot;
  std::vector<Held> files;
};

State hold(const Snapshot& snapshot) {
  State state{.snapshot = snapshot, .files = {}};
  for (const auto& segment : snapshot.segments())
    for (const auto& [name, sum] : segment.files) {
      const auto path = snapshot.path_of(segment, name);
      state.files.push_back({.from = path,
                             .name = fs::path(layout::segments) / segment.name / name,
                             .file = open_for_reading(path),
                             .sum = sum});
    }
  return state;
}

/// Whether \p name is that of the file which says so, also where that was just being written.
bool says_unfinished(std::string_view name) {
  if (name.ends_with(layout::aside)) name.remove_suffix(layout::aside.size());
  return name == layout::unfinished_file;
}

/// Whether a backup may have left \p name.
bool is_ours(std::string_view name) {
  return is_creation_leftover(name) || name.starts_with(layout::manifests) ||
         name == layout::segments || says_unfinished(name);
}

/// Refuses a folder that holds anything but what a backup that broke off has left.
void want_empty(const fs::path& to) {
  if (is_there(to / layout::unfinished_file)) return;
  for (const auto& name : names_in(to)) {
    if (name == layout::lock_file || says_unfinished(name)) continue;
    throw Error(ErrorCode::bad_usage,
                is_there(to / layout::marker_file)
                    ? fmt::format("{}: holds an archive already", to.string())
                    : fmt::format("{}: is not empty: it holds {}", to.string(), name),
                "name a new or an empty folder");
  }
}

void want_elsewhere(const fs::path& archive, const fs::path& to) {
  std::error_code ignored;
  const auto inside =
      fs::weakly_canonical(to, ignored).lexically_relative(fs::weakly_canonical(archive, ignored));
  if (inside.empty() || *inside.begin() == "..") return;
  throw Error(ErrorCode::bad_usage, fmt::format("{}: lies in the archive itself", to.string()),
              "name a folder elsewhere, best on another disk");
}

/// The folder of a backup until that is complete.
class Unfinished {
 public:
  explicit Unfinished(fs::path folder) : folder_(std::move(folder)) {
    for (const auto& name : names_in(folder_))
      if (is_ours(name) && name != layout::lock_file && name != layout::unfinished_file)
        remove_tree(folder_ / name);
    replace_file(folder_ / layout::unfinished_file, "a backup that is not complete\n");
  }
  ~Unfinished() {
    if (folder_.empty()) return;
    std::vector<std::string> names;
    try {
      names = names_in(folder_);
    } catch (const Error&) {  // then it stays, and says that it is not complete
    }
    for (const auto& name : names)
      if (is_ours(name) && !says_unfinished(name)) remove_tree(folder_ / name);
    // Last: the next backup takes what is left for nothing but leftovers.
    for (const auto& name : names)
      if (says_unfinished(name)) remove_tree(folder_ / name);
  }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  void finish() {
    remove_tree(folder_ / layout::unfinished_file);
    sync_directory(std::exchange(folder_, {}));
  }

 private:
  fs::path folder_;
};

void copy(const Held& held, const fs::path& to) {
  if (copy_file(held.file, held.from, to) != held.sum) throw_damaged(held.from, "was altered");
}

/// Copies all files; they and the names of all folders are synced.
void copy_segments(const State& state, const fs::path& to) {
  std::set<fs::path> folders{to / layout::segments};
  for (const Held& held : state.files) {
    const auto target = to / held.name;
    for (auto folder = target.parent_path(); folders.insert(folder).second;)
      folder = folder.parent_path();
    create_folder(target.parent_path());
    copy(held, target);
  }
  create_folder(to / layout::segments);
  for (const auto& folder : folders) sync_directory(folder);
}

}  // namespace

BackedUp back_up(const fs::path& archive, const fs::path& given) {
  const State state = opened(archive, hold);
  const fs::path to = without_slash(given);
  want_elsewhere(archive, to);
  create_folder_synced(fs::absolute(to).lexically_normal());
  want_empty(to);
  const FileHandle held = lock(to);
  want_empty(to);
  Unfinished unfinished(to);
  copy_segments(state, to);
  const Manifest& manifest = state.snapshot.manifest();
  put_in_force(to, manifest);
  mark(to, manifest.archive_id);
  unfinished.finish();
  BackedUp done{.revision = manifest.revision, .articles = state.snapshot.articles()};
  for (const Held& each : state.files) done.bytes += each.sum.size;
  return done;
}

}  // namespace ae::store
