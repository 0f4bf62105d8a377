// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/word_scores.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace ae::searching {
namespace {

/// The power of two of which there are some sixteen in \p length.
unsigned step_of(double length) noexcept {
  constexpr double most = 1e9;
  return static_cast<unsigned>(
      std::bit_width(static_cast<std::uint32_t>(std::clamp(length, 16.0, most)) / 16) - 1);
}

}  // namespace

WordScores::WordScores(const store::PostingLists& lists, const DocSet& matches, CountWeight weight)
    : lists_(&lists), matches_(&matches), weight_(weight), step_(step_of(weight.mean_length)) {}

/// Of the shortest articles of a step, which a word counts most in.
WordScores::Bounds WordScores::bounds(double factor) const {
  constexpr double rounding = 1 + 1e-6;
  Bounds bounds{};
  for (std::uint32_t count = 1; count < bounds.size(); ++count)
    for (std::uint32_t step = 0; step < bounds[count].size(); ++step)
      bounds[count][step] = static_cast<float>(
          rounding * factor *
          (count + 1 < bounds.size() ? weight_(count - 1, step << step_) : CountWeight::most()));
  return bounds;
}

std::optional<WordScores> WordScores::of(const OpenSegment& open, const DocSet& matches,
                                         std::span<const WeighedWord> words, CountWeight weight) {
  if (!open.lists || !open.lists->has_lengths(matches.documents())) return {};
  WordScores scores(*open.lists, matches, weight);
  for (const WeighedWord& each : words) {
    Word& word = scores.words_.emplace_back();
    word.factor = each.factor;
    if (words.size() <= few) word.bounds = scores.bounds(each.factor);
    for (const std::string& term : each.word->terms) {
      auto list = open.lists->list(term);
      if (!list) return {};
      word.lists.push_back(std::move(*list));
    }
  }
  scores.counts_.resize(scores.is_few() ? words.size() : 1);
  return scores;
}

/// To that of the next match; false where there is none.
bool WordScores::enter_window() {
  const std::uint32_t docid = matches_->next(end_);
  if (docid == 0) return false;
  from_ = docid / DocSet::stretch * DocSet::stretch;
  end_ = from_ + std::min(window, matches_->documents() + 1 - from_);
  return true;
}

void WordScores::note(Word& word, Counts& counts) {
  counts.fill(0);
  for (store::PostingCursor& list : word.lists) {
    list.skip_to(from_);
    list.each_before(end_, [&](std::uint32_t docid, std::uint32_t count) {
      std::uint32_t& noted = counts[docid - from_];
      noted = std::max(noted, 1U) + count;
    });
    if (!list.ok()) lists_->throw_damaged();
  }
}

void WordScores::note_counts() {
  for (std::size_t i = 0; i < words_.size(); ++i) note(words_[i], counts_[i]);
}

/// What is listed twice may seem to stand there more often than there are words.
double WordScores::score(const Word& word, std::uint32_t noted, std::uint32_t docid) {
  const std::uint32_t words = length(docid);
  const std::uint32_t count = noted - 1;
  return word.factor * weight_(word.lists.size() == 1 ? count : std::min(count, words), words);
}

double WordScores::score(std::uint32_t docid) {
  double sum = 0;
  for (std::size_t i = 0; i < words_.size(); ++i)
    if (const std::uint32_t noted = counts_[i][docid - from_]; noted != 0)
      sum += score(words_[i], noted, docid);
  return sum;
}

void WordScores::add_scores() {
  Counts& counts = counts_.front();
  scores_.fill(0);
  for (Word& word : words_) {
    note(word, counts);
    each_match([&](std::uint32_t docid) {
      const std::uint32_t at = docid - from_;
      if (counts[at] != 0) scores_[at] += score(word, counts[at], docid);
    });
  }
}

}  // namespace ae::searching
