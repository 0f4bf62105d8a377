// SPDX-License-Identifier: GPL-2.0-or-later
/// What an article is about: the words by which it differs from the others.
#pragma once

#include "searcher/match/importance.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ae::searching {

struct TopTerm {
  std::string_view stem;  ///< lives as long as the segments
  std::uint32_t segment = 0;
  std::uint32_t number = 0;  ///< the word of that stem that the article has most often
  double weight = 0;         ///< by how rare it is, and its saturated count
};

/// Reads articles. Remembers how rare words are, so use one for several. Not thread-safe;
/// \p segments must outlive it.
///
/// Rare is what has few occurrences in all segments together, by their dictionaries: those are
/// mapped, where the number of articles takes a look into Xapian's tables for each word.
class TopTerms {
 public:
  explicit TopTerms(std::span<const OpenSegment> segments);

  /// The \p most heaviest terms of an article that another one has, too, and that are not all over
  /// the archives; heaviest first. \throws Error archive_damaged
  [[nodiscard]] std::vector<TopTerm> of(const Ranked& article, std::size_t most);

 private:
  [[nodiscard]] std::uint64_t occurrences(std::string_view stem);
  [[nodiscard]] bool is_common(std::uint64_t occurrences) const noexcept;
  [[nodiscard]] double rarity(std::uint64_t occurrences) const noexcept;

  std::span<const OpenSegment> segments_;
  Collection collection_;
  std::unordered_map<std::string_view, std::uint64_t> occurrences_;  ///< by stem
  store::Sequence sequence_;
};

}  // namespace ae::searching
