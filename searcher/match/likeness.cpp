// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/likeness.hpp"

#include "searcher/match/top_terms.hpp"
#include "searcher/query/words.hpp"

namespace ae::searching {
namespace {

constexpr std::size_t most_words = 25;

}  // namespace

std::vector<Word> telling_words(std::span<const OpenSegment> segments, const Ranked& article) {
  const store::Words& dictionary = segments[article.segment].segment.words();
  std::vector<Word> words;
  for (const TopTerm& term : TopTerms(segments).of(article, most_words)) {
    auto read = read_plain_words(dictionary.surface(term.number));
    if (read.size() == 1) words.push_back(std::move(read.front()));
  }
  return words;
}

}  // namespace ae::searching
