// SPDX-License-Identifier: GPL-2.0-or-later
/// A table of what the user knows of articles (--meta): a column of paths, others of fields.
#pragma once

#include "indexer/readers/article.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// Patterns name the end of a path from a slash on, as `path:` of a query does: "a.txt" and
/// "2017/a.txt" mean /news/2017/a.txt, "2017" all that lies in the folder, "2017/*.html" its pages,
/// "wire.jsonl#3" and "crawl.zip!a.txt" one article of a file. Of several lines that speak of an
/// article the last holds, field by field. Not thread-safe.
class Manifest {
 public:
  /// Numbers of lines that may speak of articles of one file, the last first.
  struct Lines {
    std::vector<std::uint32_t> all{};
    std::vector<std::uint32_t> of_many{};  ///< those of them that name no article of a file
  };

  Manifest() = default;

  /// \param text  CSV with a header; parted by comma, semicolon, tab or bar
  /// \param file  for messages and for the rules of claims
  /// What cannot be followed goes to \p faults, and the rest holds.
  [[nodiscard]] static Manifest parse(std::string_view text, const std::string& file,
                                      const FaultSink& faults);

  /// The lines that may speak of articles of the file at \p path.
  [[nodiscard]] Lines lines_for(std::string_view path);

  /// What those \p lines say of the article at \p where in that file.
  [[nodiscard]] std::vector<Claim> claims(const Lines& lines, std::string_view path,
                                          const Location& where) const;

  /// All that those \p lines say, and of what, as one number; 0 for none.
  [[nodiscard]] std::uint64_t hash(const Lines& lines) const;

  /// Tells \p faults of lines that lines_for() has never returned.
  void note_unused(const FaultSink& faults) const;

 private:
  struct Line {
    std::uint64_t number = 0;  ///< in the file, from 1
    std::string pattern;       ///< as written, but for "./" and "../" in front
    std::string file;          ///< the part of it that names a file or folder
    std::string article;       ///< the rest, where that names one article: "#3"
    std::vector<Claim> claims{};
    bool used = false;
  };

  void add(Line line, const FaultSink& faults);
  [[nodiscard]] std::vector<std::uint32_t> about(const Lines& lines, std::string_view path,
                                                 std::string_view whole) const;

  std::string name_;
  std::vector<Line> lines_;
  std::multimap<std::string, std::uint32_t, std::less<>> by_path_;  // of lines without wildcards
  std::multimap<std::string, std::uint32_t, std::less<>> by_article_;
  std::vector<std::uint32_t> with_wildcards_;
};

}  // namespace ae::indexing
