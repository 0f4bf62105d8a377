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

/// The scores of some articles, some thousand docids at a time: their sums stay in the processor's
/// nearest memory.
class WordScores {
 public:
  /// Nothing where only Xapian can read what is needed. All must outlive it.
  /// \throws Error archive_damaged
  [[nodiscard]] static std::optional<WordScores> of(const OpenSegment& open, const DocSet& matches,
                                                    std::span<const WeighedWord> words,
                                                    CountWeight weight);

  /// Calls \p visit with docid and score of each of the next articles, ascending.
  /// \returns how many there were; 0 when all have been given
  /// \throws Error archive_damaged
  template <class Visit>
  std::uint32_t next(Visit visit) {
    std::uint32_t count = 0;
    if (!add_window()) return count;
    for (std::uint32_t at = from_; at < end_; at += DocSet::stretch)
      matches_->for_each_in(at / DocSet::stretch, [&](std::uint32_t docid) {
        visit(docid, scores_[docid - from_]);
        ++count;
      });
    return count;
  }

 private:
  static constexpr std::uint32_t window = 8 * DocSet::stretch;

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

  [[nodiscard]] bool add_window();
  void add(Word& word);
  void add_as_one(Word& word);
  template <class Visit>
  void each(store::PostingCursor& list, Visit visit);

  const store::PostingLists* lists_;
  store::Lengths lengths_;  ///< those read last
  const DocSet* matches_;
  CountWeight weight_;
  std::vector<Word> words_;
  std::uint32_t from_ = 0;  ///< docid of the first of scores_
  std::uint32_t end_ = 0;   ///< and that behind the last; what stands before was given
  std::array<double, window> scores_{};
  std::array<Count, window> counts_{};
};

}  // namespace ae::searching
