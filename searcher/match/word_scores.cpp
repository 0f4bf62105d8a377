// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/word_scores.hpp"

#include <algorithm>
#include <utility>

namespace ae::searching {

std::optional<WordScores> WordScores::of(const OpenSegment& open, const DocSet& matches,
                                         std::span<const WeighedWord> words, CountWeight weight) {
  if (!open.lists || !open.lists->has_lengths(matches.documents())) return {};
  WordScores scores(*open.lists, matches, weight);
  for (const WeighedWord& each : words) {
    Word& word = scores.words_.emplace_back();
    word.factor = each.factor;
    for (const std::string& term : each.word->terms) {
      auto list = open.lists->list(term);
      if (!list) return {};
      word.lists.push_back(std::move(*list));
    }
  }
  return scores;
}

/// Calls \p visit with docid and count for each match in the window.
template <class Visit>
void WordScores::each(store::PostingCursor& list, Visit visit) {
  list.skip_to(from_);
  list.each_before(end_, [&](std::uint32_t docid, std::uint32_t count) {
    if (matches_->contains(docid)) visit(docid, count);
  });
  if (!list.ok()) lists_->throw_damaged();
}

void WordScores::add(Word& word) {
  if (word.lists.size() != 1) return add_as_one(word);
  each(word.lists.front(), [&](std::uint32_t docid, std::uint32_t count) {
    scores_[docid - from_] += word.factor * weight_(count, length(docid));
  });
}

/// What is listed twice may seem to stand there more often than there are words.
void WordScores::add_as_one(Word& word) {
  counts_.fill({});
  for (store::PostingCursor& list : word.lists)
    each(list, [&](std::uint32_t docid, std::uint32_t count) {
      counts_[docid - from_].count += count;
      counts_[docid - from_].is_listed = true;
    });
  for (std::uint32_t at = 0; at < window; ++at) {
    if (!counts_[at].is_listed) continue;
    const std::uint32_t words = length(from_ + at);
    scores_[at] += word.factor * weight_(std::min(counts_[at].count, words), words);
  }
}

/// Scores the window of the next match; false where there is none.
bool WordScores::add_window() {
  const std::uint32_t docid = matches_->next(end_);
  if (docid == 0) return false;
  from_ = docid / DocSet::stretch * DocSet::stretch;
  end_ = from_ + std::min(window, matches_->documents() + 1 - from_);
  scores_.fill(0);
  for (Word& word : words_) add(word);
  return true;
}

}  // namespace ae::searching
