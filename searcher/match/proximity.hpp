// SPDX-License-Identifier: GPL-2.0-or-later
/// The second stage of ranking: how a query's words stand in an article.
#pragma once

#include "searcher/match/importance.hpp"
#include "searcher/match/word_scan.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ae::searching {

/// What the places of a query's words add to an article's score; nothing is ever negative.
struct Nearness {
  double near = 0;   ///< different words close to each other
  double exact = 0;  ///< words as typed
  double lead = 0;   ///< words among the first of the text
};

/// Reads articles where their words may be those of the query. Not thread-safe; what it is given
/// must outlive it.
class NearnessScorer {
 public:
  NearnessScorer(std::span<const OpenSegment> segments, std::span<const RankedWord> words);

  /// Has the processor fetch what score() will read. \throws Error archive_damaged
  void fetch(const Ranked& article) const {
    segments_[article.segment].segment.words().fetch(article.docid);
  }

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
  /// A word of a segment's dictionary that stands for one of the query.
  struct Meant {
    std::uint32_t number = 0;
    std::uint32_t word = 0;
    bool exact = false;  ///< it is written so
  };
  /// All of them by number, and a scan for them.
  struct Lookup {
    std::vector<Meant> meant;
    WordScan scan;
  };

  [[nodiscard]] const Lookup& lookup(std::uint32_t segment);
  [[nodiscard]] std::vector<Meant> meant_in(std::uint32_t segment) const;
  [[nodiscard]] double exact_idf(const RankedWord& word, const Frequency& frequency) const;
  void read_zone(const Lookup& lookup, std::string_view numbers, bool is_title);
  [[nodiscard]] Nearness sum() const;

  std::span<const OpenSegment> segments_;
  std::span<const RankedWord> words_;
  Collection collection_;
  std::vector<Known> known_;
  std::vector<std::optional<Lookup>> lookups_;  ///< of each segment, made when first needed
  std::vector<Found> found_;
  std::size_t length_ = 0;
};

}  // namespace ae::searching
