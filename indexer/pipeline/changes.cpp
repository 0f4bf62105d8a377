// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/changes.hpp"

#include "ae/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>
#include <map>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ae::indexing {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds clock_grain{20};  // of time stamps: a tick of the kernel is 10

bool has_articles(const KnownFile& file) { return !file.articles.empty(); }

[[noreturn]] void refuse(const std::string& what) {
  throw Error(ErrorCode::bad_usage, what,
              "nothing was changed; if they are meant to go, use --force");
}

/// Until files could not be written once more within the same time stamp: what was read then and
/// what is written afterwards would look alike.
void let_clock_pass(const std::vector<Root>& roots) {
  const std::chrono::nanoseconds now = std::chrono::system_clock::now().time_since_epoch();
  const auto is_new = [&](const SourceFile& file) {
    return file.modified <= now.count() && file.modified > (now - clock_grain).count();
  };
  if (std::ranges::any_of(
          roots, [&](const Root& root) { return std::ranges::any_of(root.files, is_new); }))
    std::this_thread::sleep_for(clock_grain);
}

/// Finds out what has become of each file.
class Comparison {
 public:
  Comparison(std::uint64_t recipe, Corrections& corrections, Catalog& known,
             const FaultSink& faults)
      : recipe_(recipe), corrections_(corrections), known_(known), faults_(faults) {}

  Changes compare(const std::vector<Root>& roots) {
    for (const Root& root : roots)
      for (const SourceFile& file : root.files) there_.insert(file.absolute);
    for (const Root& root : roots) find_gone(root);
    note_identities();
    for (const Root& root : roots)
      for (const SourceFile& file : root.files)
        if (visited_.insert(file.absolute).second) look_at(file, root.again);
    return std::move(changes_);
  }

 private:
  void find_gone(const Root& root) {
    for (std::uint32_t i = 0; i < known_.files.size(); ++i) {
      const KnownFile& file = known_.files[i];
      const std::string& path = file.row.path;
      if (!has_articles(file) && file.faults.empty()) continue;
      const auto holds = [&](const std::string& folder) { return is_under(path, folder); };
      if (there_.contains(path) || std::ranges::none_of(root.looked_at, holds)) continue;
      if (std::ranges::any_of(root.unreadable, holds) || !gone_.insert(i).second) continue;
      changes_.gone.push_back(i);
      if (has_articles(file)) by_bytes_.emplace(std::pair(file.row.size, file.row.content_hash), i);
    }
  }

  /// A moved file keeps the path that its ids are made from: no other file may take it.
  void note_identities() {
    for (const KnownFile& file : known_.files)
      if (!file.row.identity.empty() && has_articles(file)) taken_.insert(file.row.identity);
  }

  /// \param again  even if it is as it was, where something of it failed
  void look_at(const SourceFile& source, bool again) {
    ToRead work{.source = source,
                .file = known_.file(source.absolute),
                .content_hash = 0,
                .told = corrections_.hash(source),
                .identity = {},
                .moved_from = {},
                .again = false};
    const KnownFile& file = known_.files[work.file];
    const bool whole = file.row.whole && file.row.recipe == recipe_ && file.row.content_hash != 0;
    const bool same_time =
        whole && file.row.size == source.size && file.row.modified == source.modified;
    work.content_hash = file.row.content_hash;
    if (!same_time && !hash_of(source, work.content_hash)) return;
    const bool wanted = file.again || file.was_unreadable() || (again && !file.faults.empty());
    if (whole && file.row.content_hash == work.content_hash && has_articles(file) && !wanted) {
      keep(std::move(work), same_time);
    } else {
      work.again = same_time;
      read(std::move(work));
    }
  }

  /// The bytes are those that were read.
  void keep(ToRead work, bool same_time) {
    const KnownFile& file = known_.files[work.file];
    if (file.row.told != work.told) {
      auto stored = places_of(work.file);
      if (stored.size() == file.articles.size())
        changes_.retold.push_back({std::move(work), std::move(stored)});
      else
        read(std::move(work));
    } else if (same_time) {
      changes_.unchanged.push_back(work.file);
    } else {
      changes_.touched.push_back({work.file, work.source.modified});
    }
  }

  /// Where the archive holds the articles of \p index; fewer where one of them was made from a
  /// record of another file.
  [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> places_of(
      std::uint32_t index) const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    for (const Named& named : known_.files[index].articles) {
      const LiveArticle* live = find(known_.live, named.version);
      if (live != nullptr && live->docid != 0 && names(named, *live, index))
        places.emplace_back(live->segment, live->docid);
    }
    return places;
  }

  bool hash_of(const SourceFile& source, std::uint64_t& hash) {
    try {
      hash = content_hash(source);
      return true;
    } catch (const Error& error) {
      faults_({.where = {.path = source.path, .member = {}, .line = 0},
               .kind = Fault::Kind::failed,
               .rule = std::string(unreadable_file),
               .reason = error.what()});
      return false;
    }
  }

  void read(ToRead work) {
    const auto moved = by_bytes_.find({work.source.size, work.content_hash});
    if (!has_articles(known_.files[work.file]) && moved != by_bytes_.end()) {
      work.moved_from = moved->second;
      work.identity = known_.files[moved->second].identity();
      by_bytes_.erase(moved);
    } else {
      work.identity = own_identity(known_.files[work.file]);
    }
    changes_.read.push_back(std::move(work));
  }

  [[nodiscard]] std::string own_identity(const KnownFile& file) {
    if (!file.row.identity.empty()) return file.row.identity;
    std::string identity = file.row.path;
    for (int n = 2; taken_.contains(identity); ++n)
      identity = fmt::format("{}\n{}", file.row.path, n);
    return identity;
  }

  std::uint64_t recipe_;
  Corrections& corrections_;
  Catalog& known_;
  const FaultSink& faults_;
  Changes changes_;
  std::unordered_set<std::string> there_, visited_, taken_;
  std::unordered_set<std::uint32_t> gone_;
  std::multimap<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t> by_bytes_;  // of gone files
};

/// What cannot be read is not gone.
FaultSink noting_unreadable(Root& root, const FaultSink& faults) {
  return [&root, &faults](const Fault& fault) {
    root.unreadable.push_back(absolute_path(fault.where.path));
    faults(fault);
  };
}

bool is_file_or_folder(const std::string& path) {
  std::error_code error;
  const auto type = fs::symlink_status(path, error).type();
  return type == fs::file_type::regular || type == fs::file_type::directory;
}

/// Nothing where it has vanished by now.
std::vector<SourceFile> walk_if_there(const std::string& path, const fs::path& archive,
                                      const FaultSink& faults) {
  try {
    if (is_file_or_folder(path)) return walk(path, archive, faults);
  } catch (const Error& error) {
    if (is_file_or_folder(path))
      faults({.where = {.path = path, .member = {}, .line = 0},
              .kind = Fault::Kind::failed,
              .rule = "unreadable-path",
              .reason = error.what()});
  }
  return {};
}

/// What stands at a file or folder that failed before; that alone, where it fails as before.
std::vector<SourceFile> walk_failed(const KnownFile& failed, const fs::path& archive,
                                    const FaultSink& faults) {
  // As it was shown, where that still leads there.
  const bool shown = absolute_path(failed.row.shown) == failed.row.path;
  try {
    auto files = walk(shown ? failed.row.shown : failed.row.path, archive, faults);
    for (SourceFile& file : files)
      if (file.absolute == failed.row.path && failed.row.below <= file.path.size())
        file.below = file.path.substr(file.path.size() - failed.row.below);
    return files;
  } catch (const Error&) {
    for (const store::FaultRow& row : failed.faults) faults(to_fault(failed, row));
    return {};
  }
}

}  // namespace

std::string absolute_path(const std::string& path) {
  std::string out = fs::absolute(path).lexically_normal().string();
  while (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

bool is_under(const std::string& path, const std::string& root) noexcept {
  if (!path.starts_with(root)) return false;
  return path.size() == root.size() || root.ends_with('/') || path[root.size()] == '/';
}

Root walk_root(const std::string& path, const fs::path& archive, const Catalog& known, bool force,
               const FaultSink& faults) {
  Root root{.shown = path, .absolute = absolute_path(path), .files = {}, .unreadable = {}};
  root.looked_at = {root.absolute};
  std::error_code error;
  if (!fs::exists(path, error) && !error) {
    const auto below = [&](const KnownFile& file) {
      return has_articles(file) && is_under(file.row.path, root.absolute);
    };
    if (std::ranges::none_of(known.files, below))
      throw Error(ErrorCode::bad_usage, fmt::format("{}: no such file or folder", path));
    if (!force) refuse(fmt::format("{}: is gone, and the archive holds articles from there", path));
    return root;
  }
  const FaultSink note = noting_unreadable(root, faults);
  root.files = walk(path, archive, note);
  return root;
}

Root walk_changed(const std::string& path, const std::vector<std::string>& changed,
                  const fs::path& archive, const Catalog& known, const FaultSink& faults) {
  Root root{.shown = path, .absolute = absolute_path(path), .files = {}, .unreadable = {}};
  if (std::ranges::find(changed, root.absolute) != changed.end())
    return walk_root(path, archive, known, false, faults);
  const std::string before = root.shown.ends_with('/') ? root.shown : root.shown + '/';
  const std::size_t above =
      root.absolute.ends_with('/') ? root.absolute.size() : root.absolute.size() + 1;
  const FaultSink note = noting_unreadable(root, faults);
  for (const std::string& each : changed) {
    if (!is_under(each, root.absolute)) continue;
    root.looked_at.push_back(each);
    const std::string shown = before + each.substr(above);
    for (SourceFile& file : walk_if_there(shown, archive, note)) {
      file.named = false;
      file.below = file.path.substr(before.size());
      root.files.push_back(std::move(file));
    }
  }
  return root;
}

Root root_of_failures(const fs::path& archive, const Catalog& known, const FaultSink& faults) {
  Root root{.shown = "/", .absolute = "/", .files = {}, .unreadable = {}};
  root.again = true;
  for (const KnownFile& file : known.files) {
    if (file.faults.empty() || file.row.path == store::standard_input) continue;
    if (is_file_or_folder(file.row.path))
      std::ranges::move(walk_failed(file, archive, faults), std::back_inserter(root.files));
    else if (!has_articles(file))
      root.looked_at.push_back(file.row.path);
  }
  return root;
}

Root root_of_broken_off(const fs::path& archive, const Catalog& known, const FaultSink& faults) {
  Root root{.shown = "/", .absolute = "/", .files = {}, .unreadable = {}};
  for (const KnownFile& file : known.files)
    if (!file.row.whole && file.row.path != store::standard_input &&
        is_file_or_folder(file.row.path))
      std::ranges::move(walk_failed(file, archive, faults), std::back_inserter(root.files));
  return root;
}

Changes find_changes(const std::vector<Root>& roots, std::uint64_t recipe, Corrections& corrections,
                     Catalog& known, const FaultSink& faults) {
  let_clock_pass(roots);
  return Comparison(recipe, corrections, known, faults).compare(roots);
}

void want_most_to_stay(const std::vector<Root>& roots, const Changes& changes,
                       const Catalog& known) {
  std::unordered_set<std::uint32_t> lost(changes.gone.begin(), changes.gone.end());
  for (const ToRead& work : changes.read)
    if (work.moved_from) lost.erase(*work.moved_from);
  for (const Root& root : roots) {
    std::size_t before = 0;
    std::size_t gone = 0;
    for (std::uint32_t i = 0; i < known.files.size(); ++i) {
      if (!has_articles(known.files[i]) || !is_under(known.files[i].row.path, root.absolute))
        continue;
      ++before;
      gone += lost.contains(i) ? 1U : 0U;
    }
    if (gone * 2 > before)
      refuse(fmt::format("{}: {} of the {} files that the archive knows there are gone", root.shown,
                         gone, before));
  }
}

}  // namespace ae::indexing
