// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles as the peers get them: with the values that ae found, so that all count the same ones.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace ae::bench {

inline constexpr std::size_t facet_fields = 5;

struct PeerArticle {
  std::string id;
  std::string day;                                ///< "20070302"; empty: unknown
  std::vector<std::string> values[facet_fields];  ///< person, org, place, outlet, month
  std::string title, text;

  enum Field : std::size_t { person, org, place, outlet, month };
};

/// Reads what tests/bench/peers/harness/articles.py writes: a line an article, columns with tabs
/// between, values with the character 0x1f between.
class ArticleReader {
 public:
  /// \throws std::runtime_error where the file cannot be read
  explicit ArticleReader(const std::filesystem::path& file);

  /// False at the end. \throws std::runtime_error where a line has not all columns
  bool next(PeerArticle& article);

 private:
  std::ifstream input_;
  std::string line_;
};

}  // namespace ae::bench
