// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/word_set.hpp"

#include "common/text/unicode.hpp"
#include "searcher/match/patterns.hpp"

#include <span>

namespace ae::searching {
namespace {

void sort_unique(auto& list) {
  std::ranges::sort(list);
  const auto repeated = std::ranges::unique(list);
  list.erase(repeated.begin(), repeated.end());
}

/// The dictionary words that a folded, exact, wildcard or fuzzy word can mean, to be looked at one
/// by one.
std::span<const std::uint32_t> candidates(const Word& word, const store::Words& words) {
  switch (word.pattern) {
    case Word::Pattern::wildcard:
      return words.with_prefix(
          std::string_view(word.folded).substr(0, word.folded.find_first_of("*?")));
    case Word::Pattern::fuzzy:
      return words.by_folded();
    default:
      return words.with_folded(word.folded);
  }
}

bool means(const Word& word, const store::WordForms& forms) {
  const bool exact = word.form == Word::Form::exact;
  switch (word.pattern) {
    case Word::Pattern::wildcard:
      return exact ? matches_wildcard(forms.surface, word.surface)
                   : matches_wildcard(forms.folded, word.folded);
    case Word::Pattern::fuzzy:
      return exact ? within_edits(forms.surface, word.surface, word.edits)
                   : within_edits(forms.folded, word.folded, word.edits);
    default:
      return !exact || forms.surface == word.surface;
  }
}

}  // namespace

std::vector<std::string> WordFinder::stems(const Word& word) {
  std::vector<std::string> stems;
  for (const std::uint8_t language : languages_)
    stems.push_back(stemmer_.stem(word.surface, word.kind, language));
  sort_unique(stems);
  return stems;
}

/// The word's stems in every language, and those of words that differ from it in accents only.
WordSet WordFinder::of_stems(const Word& word, const store::Words& words) {
  WordSet set{.numbers = {}, .stems = stems(word)};
  for (const std::uint32_t number : words.with_folded(word.folded))
    set.stems.emplace_back(words.forms(number).stem);
  sort_unique(set.stems);
  for (const std::string& stem : set.stems) {
    const auto numbers = words.with_stem(stem);
    set.numbers.insert(set.numbers.end(), numbers.begin(), numbers.end());
  }
  std::ranges::sort(set.numbers);
  return set;
}

WordSet WordFinder::find(const Word& word, const store::Words& words) {
  if (word.form == Word::Form::stem && word.pattern == Word::Pattern::plain)
    return of_stems(word, words);
  WordSet set;
  for (const std::uint32_t number : candidates(word, words)) {
    const store::WordForms forms = words.forms(number);
    if (!means(word, forms)) continue;
    set.numbers.push_back(number);
    set.stems.emplace_back(forms.stem);
  }
  std::ranges::sort(set.numbers);
  sort_unique(set.stems);
  std::size_t sharing = 0;
  for (const std::string& stem : set.stems) sharing += words.with_stem(stem).size();
  set.whole = sharing == set.numbers.size();
  return set;
}

}  // namespace ae::searching
