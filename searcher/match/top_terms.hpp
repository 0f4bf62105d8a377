// SPDX-License-Identifier: GPL-2.0-or-later
/// What an article is about: the words by which it differs from the others.
#pragma once

#include "searcher/match/importance.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ae::searching {

struct TopTerm {
  std::string_view stem;  ///< lives as long as the segments
  std::uint32_t segment = 0;
  std::uint32_t number = 0;  ///< the word of that stem that the article has most often
  double weight = 0;         ///< idf and saturated count
  std::uint64_t articles = 0;
};

/// Reads articles. Remembers what words are worth, so use one for several. Not thread-safe;
/// \p segments must outlive it.
class TopTerms {
 public:
  explicit TopTerms(std::span<const OpenSegment> segments);

  /// The \p most heaviest terms of an article that at least one other and at most a tenth of all
  /// have, heaviest first. \throws Error archive_damaged
  [[nodiscard]] std::vector<TopTerm> of(const Ranked& article, std::size_t most);

 private:
  [[nodiscard]] std::uint64_t articles_with_stem(std::string_view stem);

  std::span<const OpenSegment> segments_;
  Collection collection_;
  std::unordered_map<std::string_view, std::uint64_t> articles_;  ///< by stem
  store::Sequence sequence_;
};

}  // namespace ae::searching
