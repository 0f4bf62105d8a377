// SPDX-License-Identifier: GPL-2.0-or-later
/// The second stage of ranking: how a query's words stand in an article.
#pragma once

#include "common/store/words.hpp"
#include "searcher/match/importance.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ae::searching {

/// What the places of a query's words add to an article's score; nothing is ever negative.
struct Nearness {
  double near = 0;   ///< different words close to each other
  double exact = 0;  ///< words as typed
  double lead = 0;   ///< words among the first of the text
};

/// Reads articles word by word. Not thread-safe; what it is given must outlive it.
class NearnessScorer {
 public:
  NearnessScorer(std::span<const OpenSegment> segments, std::span<const RankedWord> words);

  /// \throws Error archive_damaged
  [[nodiscard]] Nearness score(const Ranked& article);

 private:
  /// What is known of a query word beforehand.
  struct Known {
    Importance importance;
    double exact_idf = 0;  ///< of the word as typed
  };
  /// What one article holds of it.
  struct Found {
    std::uint32_t count = 0;  ///< places, those in the title twice
    std::uint32_t exact = 0;
    std::uint32_t lead = 0;
    double closeness = 0;
  };
  /// For each word of a segment's dictionary: 0, or 1 + the query word it stands for; the highest
  /// bit where it is written so.
  using Table = std::vector<std::uint16_t>;

  [[nodiscard]] const Table& table(std::uint32_t segment);
  [[nodiscard]] double exact_idf(const RankedWord& word, const Frequency& frequency) const;
  void read_zone(const Table& table, std::size_t zone);
  [[nodiscard]] Nearness sum() const;

  std::span<const OpenSegment> segments_;
  std::span<const RankedWord> words_;
  Collection collection_;
  std::vector<Known> known_;
  std::vector<std::optional<Table>> tables_;  ///< of each segment, made when first needed
  store::Sequence sequence_;
  std::vector<Found> found_;
  std::uint32_t length_ = 0;
};

}  // namespace ae::searching
