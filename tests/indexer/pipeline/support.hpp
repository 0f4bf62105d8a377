// SPDX-License-Identifier: GPL-2.0-or-later
/// What the tests of the pipeline share: a folder of articles, runs over it, what came out.
#pragma once

#include "common/store/segment.hpp"
#include "indexer/pipeline/run.hpp"
#include "support/temp_dir.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::test {

/// An article in force, as the archive tells of it: its newest version.
struct Found {
  std::string path, text;
  std::uint64_t id = 0;
  friend auto operator<=>(const Found&, const Found&) = default;
};

/// A line of JSON.
inline std::string record(std::string_view url, std::string_view text) {
  return fmt::format("{{\"url\":\"{}\",\"text\":\"{}\"}}\n", url, text);
}

class PipelineTest {
 public:
  PipelineTest() {
    std::filesystem::create_directory(folder());
    options.paths = {folder().string()};
    options.archive = dir.path() / "archive";
    options.memory = 64 << 20;
  }

  [[nodiscard]] std::filesystem::path folder() const { return dir.path() / "in"; }

  void write(std::string_view name, std::string_view text) const {
    const std::string file = "in/" + std::string(name);
    std::filesystem::create_directories((dir.path() / file).parent_path());
    dir.write(file, text);
  }
  void remove(std::string_view name) const { std::filesystem::remove(folder() / name); }
  void rename(std::string_view from, std::string_view to) const {
    std::filesystem::rename(folder() / from, folder() / to);
  }

  indexing::Report run() const {
    return run([] { return false; });
  }
  indexing::Report run(const indexing::Interrupted& interrupted) const {
    indexing::Progress progress({}, [](std::string_view) {});
    return indexing::run(options, progress, interrupted);
  }

  /// All articles in force, in the order of segments and docids.
  [[nodiscard]] std::vector<Found> in_order() const {
    std::vector<Found> all;
    const auto snapshot = store::Snapshot::open(options.archive);
    for (const auto& entry : snapshot.segments()) {
      const store::Segment segment(snapshot, entry);
      const store::DocRanges hidden = entry.hidden();
      for (std::uint32_t docid = 1; docid <= segment.documents(); ++docid) {
        if (store::contains(hidden, docid)) continue;
        auto article = segment.article(docid);
        all.push_back({relative(article.record.path), std::move(article.body.text),
                       segment.columns().ids()[docid - 1]});
      }
    }
    return all;
  }

  [[nodiscard]] std::vector<Found> articles() const {
    auto all = in_order();
    std::sort(all.begin(), all.end());
    return all;
  }

  /// Paths of all articles in force, sorted, without the folder.
  [[nodiscard]] std::vector<std::string> paths() const {
    std::vector<std::string> all;
    for (auto& article : articles()) all.push_back(std::move(article.path));
    return all;
  }

  [[nodiscard]] std::uint64_t revision() const {
    return store::Snapshot::open(options.archive).revision();
  }

  TempDir dir;
  indexing::IndexOptions options;

 private:
  [[nodiscard]] std::string relative(std::string path) const {
    const std::string prefix = folder().string() + '/';
    return path.starts_with(prefix) ? path.substr(prefix.size()) : path;
  }
};

/// "5 read 4 added 1 unchanged": the counts that are not zero.
inline std::string counts(const indexing::Report& report) {
  std::string out;
  const auto count = [&](std::uint64_t number, std::string_view name) {
    if (number != 0) out += fmt::format("{}{} {}", out.empty() ? "" : " ", number, name);
  };
  count(report.read, "read");
  count(report.added, "added");
  count(report.updated, "updated");
  count(report.moved, "moved");
  count(report.removed, "removed");
  count(report.unchanged, "unchanged");
  count(report.skipped, "skipped");
  count(report.failed, "failed");
  return out;
}

}  // namespace ae::test
