// SPDX-License-Identifier: GPL-2.0-or-later
/// Which articles of one segment match a query tree, exactly; and where in them.
#pragma once

#include "common/store/posting_lists.hpp"
#include "common/store/segment.hpp"
#include "searcher/match/budget.hpp"
#include "searcher/match/doc_set.hpp"
#include "searcher/match/lists.hpp"
#include "searcher/match/occurrences.hpp"
#include "searcher/match/word_set.hpp"
#include "searcher/query/tree.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ae::searching {

/// A place where a part of the query is found.
struct Occurrence {
  Run run;
  std::uint32_t part = 0;  ///< which word, phrase or NEAR of the query, counted from 0
  friend auto operator<=>(const Occurrence&, const Occurrence&) = default;
};

/// Where a query's words stand in an article; ascending, perhaps overlapping.
struct Occurrences {
  std::vector<Occurrence> title, body;
};

/// Evaluates trees. Not thread-safe.
///
/// Words come from posting lists. Where those cannot decide (phrases, NEAR, exact words, the body
/// alone), the articles that they leave are looked through. So each part of a query is asked
/// only about articles that the others leave open, the parts that read articles last.
class SegmentMatcher {
 public:
  /// All must outlive this. \param lists  of the segment; null: Xapian reads them
  SegmentMatcher(const store::Segment& segment, WordFinder& finder, Budget& budget,
                 const store::PostingLists* lists = nullptr);

  /// The articles of \p within that match.
  /// \throws Error archive_damaged \throws LimitReached, OutOfTime
  [[nodiscard]] DocSet match(const Node& node, const DocSet& within);

  /// Those that were found before time was up: all of them where \p complete stays true.
  /// \throws Error archive_damaged \throws LimitReached
  [[nodiscard]] DocSet match_in_time(const Node& node, const DocSet& within, bool& complete);

  /// Where the words of \p node that an article is found by stand in it; nothing of negations.
  /// What \p node refers to must not change until the next match().
  [[nodiscard]] Occurrences occurrences(const Node& node, std::uint32_t docid);

  /// The words of the segment that \p word stands for; lives as long as this.
  /// \throws LimitReached
  [[nodiscard]] const WordSet& words(const Word& word) { return found(word).set; }

 private:
  struct Found {
    WordSet set;
    std::uint64_t postings = 0;          ///< units of Budget that reading its lists takes at most
    std::optional<NumberSet> numbers{};  ///< made when first needed
  };
  struct Clue;
  /// Whether what a part of the query gives is final as far as it goes: nothing is taken from it
  /// afterwards, so that when time is up it may be kept.
  enum class Final : bool { no, yes };

  [[nodiscard]] DocSet matching(const Node& node, const DocSet& within, Final final);
  [[nodiscard]] DocSet match_all(const Node& node, const DocSet& within, Final final);
  [[nodiscard]] DocSet match_any(const Node& node, const DocSet& within, Final final);
  [[nodiscard]] DocSet match_word(const Node& node, const DocSet& within, Final final);
  [[nodiscard]] DocSet read_word(const SequenceFinder& wanted, const DocSet& within, Place place,
                                 Final final);
  [[nodiscard]] DocSet match_run(const Node& node, const DocSet& within, Final final);

  [[nodiscard]] std::vector<const Node*> cheapest_first(const Node& node);
  [[nodiscard]] std::uint64_t cost(const Node& node);
  [[nodiscard]] std::uint64_t passes(const Node& node);
  [[nodiscard]] std::uint64_t reading_all() const;
  [[nodiscard]] std::uint64_t reading(const DocSet& set) const;

  [[nodiscard]] DocSet candidates(const Node& node, const DocSet& within);
  [[nodiscard]] std::vector<Clue> clues(const Node& node);
  [[nodiscard]] std::optional<store::PairArticles> pair_at(const Node& node,
                                                           std::size_t index) const;
  [[nodiscard]] std::optional<store::PairArticles> pair_of(const Node& node) const;
  [[nodiscard]] static std::uint64_t listing(const Found& word, const DocSet& within);
  template <class Test>
  [[nodiscard]] DocSet read_those(const DocSet& set, Place place, std::uint64_t times, Final final,
                                  Test test);

  [[nodiscard]] Found& found(const Word& word);
  [[nodiscard]] const NumberSet& numbers(const Word& word);
  [[nodiscard]] const SequenceFinder& finder(const Node& node);
  [[nodiscard]] std::optional<NearGlance> glance_at(const Node& node);
  [[nodiscard]] std::vector<Run> runs(const Node& node, std::string_view zone) const;
  void collect(const Node& node, const store::Zones& zones, std::uint32_t& part, Occurrences& out);

  const store::Segment* segment_;
  WordFinder* finder_;
  Budget* budget_;
  Lists lists_;
  std::unordered_map<std::string, Found> found_;             ///< by all that tells words apart
  std::unordered_map<const Node*, SequenceFinder> finders_;  ///< of the tree now looked at
  bool cut_short_ = false;                                   ///< matching ended before its end
};

}  // namespace ae::searching
