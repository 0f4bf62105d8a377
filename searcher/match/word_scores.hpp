// SPDX-License-Identifier: GPL-2.0-or-later
/// The first stage of ranking where posting lists can be read directly: what Xapian's matcher gives
/// with SaturationWeight, for all matches and in a fifth of the time.
#pragma once

#include "searcher/match/importance.hpp"
#include "searcher/match/open_segment.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ae::searching {

/// A word to rank by, and what it is worth in all archives.
struct WeighedWord {
  const RankedWord* word = nullptr;
  double factor = 0;  ///< \see Importance
};

/// How a word's count in an article weighs.
struct CountWeight {
  double b = our_b;
  double mean_length = 1;

  /// \param length  of the article, in words
  [[nodiscard]] double operator()(std::uint32_t count, std::uint32_t length) const noexcept {
    // A count of 0 counts as 1 (\see SaturationWeight).
    return saturation(std::max(count, 1U), length / mean_length, b);
  }
};

struct WordScore {
  std::uint32_t docid = 0;
  double score = 0;
};

/// The scores of some articles, some thousand docids at a time: their sums stay in the processor's
/// nearest memory.
class WordScores {
 public:
  /// Nothing where only Xapian can read what is needed. All must outlive it.
  /// \throws Error archive_damaged
  [[nodiscard]] static std::optional<WordScores> of(const OpenSegment& open, const DocSet& matches,
                                                    std::span<const WeighedWord> words,
                                                    CountWeight weight);

  /// Of the next articles, ascending; empty when all have been given. Valid until the next call.
  /// \throws Error archive_damaged
  [[nodiscard]] std::span<const WordScore> next();

 private:
  static constexpr std::uint32_t window = 2048;

  /// A word's posting lists.
  struct Word {
    std::vector<store::PostingCursor> lists;
    double factor = 0;
  };
  /// A word's count in an article, by all its lists.
  struct Count {
    std::uint32_t count = 0;
    bool is_listed = false;
  };

  WordScores(const store::PostingLists& lists, const DocSet& matches, CountWeight weight)
      : lists_(&lists), matches_(&matches), weight_(weight) {}

  [[nodiscard]] std::uint32_t length(std::uint32_t docid) {
    if (!lengths_.holds(docid)) lengths_ = lists_->lengths_at(docid);
    return lengths_[docid];
  }

  void add(Word& word, std::uint32_t end);
  void add_as_one(Word& word, std::uint32_t end);
  template <class Visit>
  void each(store::PostingCursor& list, std::uint32_t end, Visit visit);

  const store::PostingLists* lists_;
  store::Lengths lengths_;  ///< those read last
  const DocSet* matches_;
  CountWeight weight_;
  std::vector<Word> words_;
  std::uint32_t from_ = 1;  ///< docid of the first of scores_
  std::array<double, window> scores_{};
  std::array<Count, window> counts_{};
  std::vector<WordScore> found_;
};

}  // namespace ae::searching
