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
  /// More than that of any count.
  [[nodiscard]] static constexpr double most() noexcept { return saturation(1e300, 0, 0); }
};

/// The scores of some articles, some thousand docids at a time: what is noted of them stays in the
/// processor's nearest memory.
///
/// Of a few words, their counts are noted. What an article can score at most stands in a table by
/// these and its length, so that its score is worked out only where that suffices.
class WordScores {
 public:
  /// Nothing where only Xapian can read what is needed. All must outlive it.
  /// \throws Error archive_damaged
  [[nodiscard]] static std::optional<WordScores> of(const OpenSegment& open, const DocSet& matches,
                                                    std::span<const WeighedWord> words,
                                                    CountWeight weight);

  /// Docids that are gone through together.
  static constexpr std::uint32_t window = 8 * DocSet::stretch;

  /// Calls \p visit with docid and score of each of the next articles that scores \p least or
  /// more, ascending, and perhaps of others.
  /// \returns false when all have been given
  /// \throws Error archive_damaged
  template <class Visit>
  bool next(double least, Visit visit) {
    if (!enter_window()) return false;
    if (is_one_list() && least > 0) {
      each_listed(least, visit);
    } else if (is_few()) {
      note_counts();
      each_match([&](std::uint32_t docid) {
        if (bound(docid) >= least) visit(docid, score(docid));
      });
    } else {
      add_scores();
      each_match([&](std::uint32_t docid) { visit(docid, scores_[docid - from_]); });
    }
    return true;
  }

 private:
  static constexpr std::size_t few = 8;  ///< words

  /// What an article can score for a word at most, by its count, as Counts has it, and its length,
  /// in steps: the last ones are for all that are larger.
  using Bounds = std::array<std::array<float, 64>, 16>;

  /// A word's counts in the articles of a window, and one more: 0 where it is not listed.
  using Counts = std::array<std::uint32_t, window>;

  /// A word's posting lists.
  struct Word {
    std::vector<store::PostingCursor> lists;
    double factor = 0;
    Bounds bounds{};
  };

  WordScores(const store::PostingLists& lists, const DocSet& matches, CountWeight weight);

  [[nodiscard]] bool is_few() const noexcept { return words_.size() <= few; }

  [[nodiscard]] bool is_one_list() const noexcept {
    return words_.size() == 1 && words_.front().lists.size() == 1;
  }

  [[nodiscard]] std::uint32_t length(std::uint32_t docid) {
    if (!lengths_.holds(docid)) lengths_ = lists_->lengths_at(docid);
    return lengths_[docid];
  }

  template <class Visit>
  void each_match(Visit visit) const {
    for (std::uint32_t at = from_; at < end_; at += DocSet::stretch)
      matches_->for_each_in(at / DocSet::stretch, visit);
  }

  [[nodiscard]] double bound(const Word& word, std::uint32_t noted, std::uint32_t words) const {
    const auto& by_length = word.bounds[std::min<std::size_t>(noted, word.bounds.size() - 1)];
    return double{by_length[std::min<std::size_t>(words >> step_, by_length.size() - 1)]};
  }

  [[nodiscard]] double bound(std::uint32_t docid) {
    const std::uint32_t words = length(docid);
    double sum = 0;
    for (std::size_t i = 0; i < words_.size(); ++i)
      sum += bound(words_[i], counts_[i][docid - from_], words);
    return sum;
  }

  /// Of a single list, counts need not be noted: what is not listed scores nothing.
  template <class Visit>
  void each_listed(double least, Visit visit) {
    Word& word = words_.front();
    store::PostingCursor& list = word.lists.front();
    list.skip_to(from_);
    list.each_before(end_, [&](std::uint32_t docid, std::uint32_t count) {
      if (matches_->contains(docid) && bound(word, count + 1, length(docid)) >= least)
        visit(docid, score(word, count + 1, docid));
    });
    if (!list.ok()) lists_->throw_damaged();
  }

  [[nodiscard]] Bounds bounds(double factor) const;
  [[nodiscard]] bool enter_window();
  void note_counts();
  void add_scores();
  void note(Word& word, Counts& counts);
  [[nodiscard]] double score(const Word& word, std::uint32_t noted, std::uint32_t docid);
  [[nodiscard]] double score(std::uint32_t docid);

  const store::PostingLists* lists_;
  store::Lengths lengths_;  ///< those read last
  const DocSet* matches_;
  CountWeight weight_;
  unsigned step_;  ///< 2^step_ words of an article's length are one of Bounds
  std::vector<Word> words_;
  std::uint32_t from_ = 0;               ///< docid of the first of the window
  std::uint32_t end_ = 0;                ///< and that behind the last; what stands before was given
  std::vector<Counts> counts_;           ///< of each word, if they are few; else of one of them
  std::array<double, window> scores_{};  ///< if they are not
};

}  // namespace ae::searching
