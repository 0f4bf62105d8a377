// SPDX-License-Identifier: GPL-2.0-or-later
/// What the lists of one segment say about which articles hold a word or a pair of words.
#pragma once

#include "common/store/pairs.hpp"
#include "common/store/posting_lists.hpp"
#include "common/store/segment.hpp"
#include "searcher/match/budget.hpp"
#include "searcher/match/doc_set.hpp"
#include "searcher/query/tree.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace ae::searching {

/// Reads lists and pays for them. Not thread-safe.
class Lists {
 public:
  /// All must outlive this. \param postings  of the segment; null: Xapian reads them
  Lists(const store::Segment& segment, Budget& budget, const store::PostingLists* postings)
      : segment_(&segment), budget_(&budget), postings_(postings) {}

  /// Articles of \p within that are listed for one of \p stems in \p place.
  /// \throws Error archive_damaged \throws LimitReached, OutOfTime
  [[nodiscard]] DocSet with_stems(std::span<const std::string> stems, Place place,
                                  const DocSet& within);

  /// Articles of \p within that have the pair.
  /// \throws Error archive_damaged \throws LimitReached, OutOfTime
  [[nodiscard]] DocSet with_pair(const store::PairArticles& pair, const DocSet& within);

  /// What one list of with_stems() takes at most, however long it is, in units of Budget.
  [[nodiscard]] static std::uint64_t skipping(const DocSet& within) {
    return Budget::posting_list + Budget::skip * within.count();
  }
  /// What with_pair() takes, in units of Budget.
  [[nodiscard]] static std::uint64_t reading(const store::PairArticles& pair) {
    return Budget::posting_list + pair.count() / Budget::pairs;
  }

 private:
  void add_postings(const std::string& term, const DocSet& within, std::uint32_t size, DocSet& set);
  void add_listed(store::PostingCursor at, const DocSet& within, std::uint32_t size, DocSet& set);
  [[nodiscard]] bool skips(std::uint64_t postings, std::uint32_t size);

  const store::Segment* segment_;
  Budget* budget_;
  const store::PostingLists* postings_;
};

}  // namespace ae::searching
