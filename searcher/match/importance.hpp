// SPDX-License-Identifier: GPL-2.0-or-later
/// How much each word of a query tells, by what the archives hold of it.
///
/// Statistics are summed over all segments by us and not by Xapian: words that are found through
/// several posting lists get exact ones, and every stage of ranking works from the same.
#pragma once

#include "searcher/match/open_segment.hpp"
#include "searcher/match/word_set.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace ae::searching {

/// One word of a query as ranking sees it.
struct RankedWord {
  std::string text{};                ///< folded, as typed
  std::vector<std::string> terms{};  ///< posting lists that count as one
  /// What it stands for, of each segment; empty: only the first stage ranks by it.
  std::vector<const WordSet*> sets{};
  std::optional<Frequency> frequency{};  ///< once counted (\see frequency_of)
  double repeats = 1;                    ///< how often the query has it
  bool added = false;                    ///< it has not: repeats is what it weighs
};

struct Collection {
  double articles = 0;
  double mean_length = 1;  ///< words an article, those of titles twice
};

/// The parts of the factor that all occurrences of a word have in common.
struct Importance {
  double idf = 0;     ///< by how few articles have it
  double burst = 1;   ///< by how often they have it
  double repeat = 1;  ///< by how often the query has it: 2q / (1 + q), BM25's k3 = 1

  [[nodiscard]] double factor() const noexcept { return idf * burst * repeat; }
};

[[nodiscard]] Collection collection_of(std::span<const OpenSegment> segments);

/// Of all posting lists of \p word together. Several of them are read through, unless the word
/// knows its frequency already.
[[nodiscard]] Frequency frequency_of(std::span<const OpenSegment> segments, const RankedWord& word);

/// Plain BM25 knows no bursts, and counts a repeated word as often as it stands in the query.
[[nodiscard]] Importance importance_of(const RankedWord& word, const Frequency& frequency,
                                       const Collection& collection, bool plain) noexcept;

/// ln(1 + (N - df + .5) / (df + .5)): Robertson and Sparck Jones, never negative.
[[nodiscard]] double idf(double articles, double all) noexcept;

/// sqrt(min(3, (cf + 5) / (df + 5))): words that come in bursts are what an article is about, words
/// that come once are mentioned in passing. After Kwok, SIGIR 1996, and Church and Gale, 1995.
[[nodiscard]] double burst(const Frequency& frequency) noexcept;

/// The saturation of BM25 at k1 = 1.2: from 0 to 2.2.
/// \param length  of the article, in mean lengths
/// \param b  how much a length counts, 0 to 1
[[nodiscard]] constexpr double saturation(double count, double length, double b) noexcept {
  constexpr double k1 = 1.2;
  return count == 0 ? 0 : (k1 + 1) * count / (count + k1 * (1 - b + b * length));
}

/// How much an article's length counts: in plain BM25 and in proximity, and in our first stage.
inline constexpr double usual_b = 0.75;
inline constexpr double our_b = 0.65;

/// Words that say nothing are left out, unless there are no others: Lucene's English list.
void leave_out_stop_words(std::vector<RankedWord>& words);
[[nodiscard]] bool is_stop_word(std::string_view folded) noexcept;

}  // namespace ae::searching
