// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/changes.hpp"

#include "ae/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ae::indexing {
namespace {

namespace fs = std::filesystem;

std::string absolute_of(const std::string& path) {
  std::string out = fs::absolute(path).lexically_normal().string();
  while (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

bool has_articles(const KnownFile& file) { return !file.articles.empty(); }

[[noreturn]] void refuse(const std::string& what) {
  throw Error(ErrorCode::bad_usage, what,
              "nothing was changed; if they are meant to go, use --force");
}

/// Finds out what has become of each file.
class Comparison {
 public:
  Comparison(std::uint64_t recipe, Catalog& known, const FaultSink& faults)
      : recipe_(recipe), known_(known), faults_(faults) {}

  Changes compare(const std::vector<Root>& roots) {
    for (const Root& root : roots)
      for (const SourceFile& file : root.files) there_.insert(file.absolute);
    for (const Root& root : roots) find_gone(root);
    note_identities();
    for (const Root& root : roots)
      for (const SourceFile& file : root.files)
        if (visited_.insert(file.absolute).second) look_at(file);
    return std::move(changes_);
  }

 private:
  void find_gone(const Root& root) {
    for (std::uint32_t i = 0; i < known_.files.size(); ++i) {
      const KnownFile& file = known_.files[i];
      const std::string& path = file.row.path;
      if (!has_articles(file) || !is_under(path, root.absolute) || there_.contains(path)) continue;
      const auto hides = [&](const std::string& folder) { return is_under(path, folder); };
      if (std::ranges::any_of(root.unreadable, hides) || !gone_.insert(i).second) continue;
      changes_.gone.push_back(i);
      by_bytes_.emplace(std::pair(file.row.size, file.row.content_hash), i);
    }
  }

  /// A moved file keeps the path that its ids are made from: no other file may take it.
  void note_identities() {
    for (const KnownFile& file : known_.files)
      if (!file.row.identity.empty() && has_articles(file)) taken_.insert(file.row.identity);
  }

  void look_at(const SourceFile& source) {
    const std::uint32_t index = known_.file(source.absolute);
    const store::SourceRow& row = known_.files[index].row;
    const bool again = known_.files[index].again;
    const bool same_time = !again && row.whole && row.recipe == recipe_ &&
                           row.size == source.size && row.modified == source.modified &&
                           row.content_hash != 0;
    if (same_time && has_articles(known_.files[index])) {
      changes_.unchanged.push_back(index);
      return;
    }
    std::uint64_t hash = row.content_hash;
    if (!same_time && !hash_of(source, hash)) return;
    if (!again && row.whole && row.recipe == recipe_ && row.content_hash == hash &&
        has_articles(known_.files[index])) {
      changes_.touched.push_back({index, source.modified});
      return;
    }
    read(source, index, hash, same_time);
  }

  bool hash_of(const SourceFile& source, std::uint64_t& hash) {
    try {
      hash = content_hash(source);
      return true;
    } catch (const Error& error) {
      faults_({.where = {.path = source.path, .member = {}, .line = 0},
               .kind = Fault::Kind::failed,
               .rule = "unreadable-file",
               .reason = error.what()});
      return false;
    }
  }

  void read(const SourceFile& source, std::uint32_t index, std::uint64_t hash, bool again) {
    ToRead work{.source = source,
                .file = index,
                .content_hash = hash,
                .identity = {},
                .moved_from = {},
                .again = again};
    const auto moved = by_bytes_.find({source.size, hash});
    if (!has_articles(known_.files[index]) && moved != by_bytes_.end()) {
      work.moved_from = moved->second;
      work.identity = known_.files[moved->second].identity();
      by_bytes_.erase(moved);
    } else {
      work.identity = own_identity(known_.files[index]);
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
  Catalog& known_;
  const FaultSink& faults_;
  Changes changes_;
  std::unordered_set<std::string> there_, visited_, taken_;
  std::unordered_set<std::uint32_t> gone_;
  std::multimap<std::pair<std::uint64_t, std::uint64_t>, std::uint32_t> by_bytes_;  // of gone files
};

}  // namespace

bool is_under(const std::string& path, const std::string& root) noexcept {
  if (!path.starts_with(root)) return false;
  return path.size() == root.size() || root.ends_with('/') || path[root.size()] == '/';
}

Root walk_root(const std::string& path, const fs::path& archive, const Catalog& known, bool force,
               const FaultSink& faults) {
  Root root{.shown = path, .absolute = absolute_of(path), .files = {}, .unreadable = {}};
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
  const FaultSink note = [&](const Fault& fault) {
    root.unreadable.push_back(absolute_of(fault.where.path));
    faults(fault);
  };
  root.files = walk(path, archive, note);
  return root;
}

Changes find_changes(const std::vector<Root>& roots, std::uint64_t recipe, Catalog& known,
                     const FaultSink& faults) {
  return Comparison(recipe, known, faults).compare(roots);
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
