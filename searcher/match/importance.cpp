// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/importance.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace ae::searching {
namespace {

void add_articles(const OpenSegment& open, const std::string& term, DocSet& set) {
  if (auto at = open.lists ? open.lists->list(term) : std::nullopt) {
    AscendingDocs docs(set);
    at->each_before(set.documents() + 1,
                    [&](std::uint32_t docid, std::uint32_t) { docs.add(docid); });
    if (!at->ok()) open.lists->throw_damaged();
    return;
  }
  const auto& database = open.segment.database();
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
    if (*at <= set.documents()) set.add(*at);
}

std::uint32_t union_size(const OpenSegment& open, const std::vector<std::string>& terms) {
  DocSet set(open.segment.documents());
  for (const std::string& term : terms) add_articles(open, term, set);
  return set.count();
}

}  // namespace

Collection collection_of(std::span<const OpenSegment> segments) {
  Collection all;
  double length = 0;
  for (const OpenSegment& open : segments)
    store::translated(open.segment.folder(), [&] {
      if (open.population != nullptr) {
        all.articles += open.population->articles();
        length += open.population->words();
        return;
      }
      const auto& database = open.segment.database();
      all.articles += database.get_doccount();
      length += database.get_avlength() * database.get_doccount();
    });
  if (length > 0) all.mean_length = length / all.articles;
  return all;
}

Frequency frequency_of(std::span<const OpenSegment> segments, const RankedWord& word) {
  if (word.frequency) return *word.frequency;
  Frequency sum;
  for (const OpenSegment& open : segments)
    store::translated(open.segment.folder(), [&] {
      if (open.population != nullptr) {
        const Frequency& there = open.population->frequency(word.terms);
        sum.articles += there.articles;
        sum.occurrences += there.occurrences;
        return;
      }
      const auto& database = open.segment.database();
      for (const std::string& term : word.terms)
        sum.occurrences += database.get_collection_freq(term);
      sum.articles += word.terms.size() == 1 ? database.get_termfreq(word.terms.front())
                                             : union_size(open, word.terms);
    });
  sum.occurrences = std::max(sum.occurrences, sum.articles);
  return sum;
}

Importance importance_of(const RankedWord& word, const Frequency& frequency,
                         const Collection& collection, bool plain) noexcept {
  const bool as_is = plain || word.added;
  return {.idf = idf(static_cast<double>(frequency.articles), collection.articles),
          .burst = plain ? 1 : burst(frequency),
          .repeat = as_is ? word.repeats : 2 * word.repeats / (1 + word.repeats)};
}

double idf(double articles, double all) noexcept {
  return std::log(1 + (all - articles + 0.5) / (articles + 0.5));
}

double burst(const Frequency& frequency) noexcept {
  constexpr double noise = 5;  // cf / df of a rare word says little
  constexpr double most = 3;
  const auto articles = static_cast<double>(frequency.articles);
  const auto occurrences = static_cast<double>(frequency.occurrences);
  return std::sqrt(std::min(most, (occurrences + noise) / (articles + noise)));
}

bool is_stop_word(std::string_view folded) noexcept {
  static constexpr std::array<std::string_view, 33> words{
      "a",   "an",    "and",  "are",   "as",    "at",   "be",   "but", "by",  "for",  "if",
      "in",  "into",  "is",   "it",    "no",    "not",  "of",   "on",  "or",  "such", "that",
      "the", "their", "then", "there", "these", "they", "this", "to",  "was", "will", "with"};
  return std::ranges::binary_search(words, folded);
}

void leave_out_stop_words(std::vector<RankedWord>& words) {
  const auto stops = [](const RankedWord& word) { return is_stop_word(word.text); };
  if (!std::ranges::all_of(words, stops)) std::erase_if(words, stops);
}

}  // namespace ae::searching
