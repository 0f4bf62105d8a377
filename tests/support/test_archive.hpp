// SPDX-License-Identifier: GPL-2.0-or-later
/// A small archive of one test, made by the indexer itself.
#pragma once

#include "ae/searcher.hpp"
#include "indexer/pipeline/run.hpp"
#include "support/temp_dir.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ae::test {

/// The format goes by name and text, as always.
struct File {
  std::string name, text;
};
using Files = std::vector<File>;

class TestArchive {
 public:
  explicit TestArchive(const Files& files) {
    std::filesystem::create_directory(dir_.path() / "articles");
    for (const auto& [name, text] : files) dir_.write("articles/" + name, text);
    indexing::IndexOptions options;
    options.paths = {(dir_.path() / "articles").string()};
    options.archive = path();
    options.memory = std::uint64_t{64} << 20;
    indexing::Progress silent({}, [](std::string_view) {});
    static_cast<void>(indexing::run(options, silent, [] { return false; }));
  }

  [[nodiscard]] std::filesystem::path path() const { return dir_.path() / "archive"; }
  [[nodiscard]] Searcher searcher() const { return Searcher(path()); }

 private:
  TempDir dir_;
};

/// The names of the files that \p hits were read from, sorted: "a.txt b.txt". Records of a file are
/// told apart as `FILE#LINE`.
[[nodiscard]] inline std::string names_of(const std::vector<Hit>& hits) {
  std::vector<std::string> names;
  for (const Hit& hit : hits) names.push_back(hit.path.substr(hit.path.rfind('/') + 1));
  std::ranges::sort(names);
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " ") + name;
  return out;
}

/// The names of all that match.
[[nodiscard]] inline std::string found(const Searcher& searcher, std::string_view query) {
  Request request;
  request.text = query;
  request.limit = 0;
  return names_of(searcher.search(request).hits);
}

[[nodiscard]] inline const Note* note(const Response& response, std::string_view code) {
  const auto at = std::ranges::find(response.notes, code, &Note::code);
  return at == response.notes.end() ? nullptr : &*at;
}

}  // namespace ae::test
