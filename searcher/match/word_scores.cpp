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

/// Calls \p visit with the place in the window and the entry, for each match before \p end.
template <class Visit>
void WordScores::each(store::PostingCursor& list, std::uint32_t end, Visit visit) {
  for (list.skip_to(from_); !list.at_end() && list.docid() < end; list.next())
    if (matches_->contains(list.docid())) visit(list.docid() - from_, list);
  if (!list.ok()) lists_->throw_damaged();
}

void WordScores::add(Word& word, std::uint32_t end) {
  if (word.lists.size() != 1) return add_as_one(word, end);
  each(word.lists.front(), end, [&](std::uint32_t at, const store::PostingCursor& entry) {
    scores_[at] += word.factor * weight_(entry.count(), length(entry.docid()));
  });
}

/// What is listed twice may seem to stand there more often than there are words.
void WordScores::add_as_one(Word& word, std::uint32_t end) {
  counts_.fill({});
  for (store::PostingCursor& list : word.lists)
    each(list, end, [&](std::uint32_t at, const store::PostingCursor& entry) {
      counts_[at].count += entry.count();
      counts_[at].is_listed = true;
    });
  for (std::uint32_t at = 0; at < window; ++at) {
    if (!counts_[at].is_listed) continue;
    const std::uint32_t words = length(from_ + at);
    scores_[at] += word.factor * weight_(std::min(counts_[at].count, words), words);
  }
}

std::span<const WordScore> WordScores::next() {
  found_.clear();
  from_ = from_ == 0 ? 0 : matches_->next(from_);
  if (from_ == 0) return found_;
  const std::uint32_t end = from_ + std::min(window, matches_->documents() + 1 - from_);
  scores_.fill(0);
  for (Word& word : words_) add(word, end);
  std::uint32_t docid = from_;
  for (; docid != 0 && docid < end; docid = matches_->next(docid + 1))
    found_.push_back({docid, scores_[docid - from_]});
  from_ = docid;
  return found_;
}

}  // namespace ae::searching
