// SPDX-License-Identifier: GPL-2.0-or-later
/// Which articles of one segment match a query tree, exactly; and where in them.
#pragma once

#include "common/store/segment.hpp"
#include "searcher/match/doc_set.hpp"
#include "searcher/match/occurrences.hpp"
#include "searcher/match/word_set.hpp"
#include "searcher/query/tree.hpp"

#include <cstdint>
#include <span>
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

/// Evaluates one tree, which must outlive this and not move. Not thread-safe.
///
/// Words come from posting lists. Where those cannot decide (phrases, NEAR, exact words, the body
/// alone), the articles that they leave are read word by word.
class SegmentMatcher {
 public:
  SegmentMatcher(const store::Segment& segment, WordFinder& finder)
      : segment_(segment), finder_(finder) {}

  /// Tombstones are not regarded. \throws Error archive_damaged
  [[nodiscard]] DocSet match(const Node& node);

  /// Where the words of \p node that an article is found by stand in it; nothing of negations.
  [[nodiscard]] Occurrences occurrences(const Node& node, std::uint32_t docid);

  /// The words of the segment that \p word stands for.
  [[nodiscard]] const WordSet& words(const Word& word) { return found(word).set; }

 private:
  struct Found {
    WordSet set;
    NumberSet numbers;
  };
  using NumberSets = std::vector<const NumberSet*>;

  [[nodiscard]] DocSet match_all(const Node& node);
  [[nodiscard]] DocSet match_any(const Node& node);
  [[nodiscard]] DocSet match_word(const Node& node);
  [[nodiscard]] DocSet match_sequence(const Node& node);
  [[nodiscard]] DocSet match_near(const Node& node);
  [[nodiscard]] DocSet match_value(const Node& node) const;
  [[nodiscard]] DocSet match_name(std::size_t type, const Node& node) const;
  [[nodiscard]] DocSet match_days(const Node& node) const;
  [[nodiscard]] DocSet match_path(const Node& node) const;

  void add_postings(std::string_view term, DocSet& set) const;
  [[nodiscard]] DocSet candidates(const Word& word, Place place);
  [[nodiscard]] const Found& found(const Word& word);
  [[nodiscard]] const NumberSets& number_sets(const Node& node);
  [[nodiscard]] std::vector<Run> runs(const Node& node, std::span<const std::uint32_t> zone);
  void collect(const Node& node, std::uint32_t& part, Occurrences& out);

  template <class Test>
  void keep_if(DocSet& set, Test test);
  template <class Test>
  [[nodiscard]] DocSet with_value(std::string_view facet, Test test) const;

  const store::Segment& segment_;
  WordFinder& finder_;
  std::unordered_map<const Word*, Found> found_;
  std::unordered_map<const Node*, NumberSets> number_sets_;  ///< of a node's words
  store::Sequence sequence_;                                 ///< of the article being read; reused
};

}  // namespace ae::searching
