// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/word_set.hpp"

#include "common/text/unicode.hpp"
#include "common/text/wildcard.hpp"
#include "searcher/match/patterns.hpp"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <span>
#include <utility>

namespace ae::searching {
namespace {

/// The words of which \p form is the spelling to compare: each spelling is compared once.
template <class Form, class Test>
std::vector<std::uint32_t> words_with(std::span<const std::uint32_t> numbers, Form form,
                                      Test test) {
  std::vector<std::uint32_t> found;
  const char* last = nullptr;  // words of one spelling stand side by side and share its bytes
  bool fits = false;
  for (const std::uint32_t number : numbers) {
    const std::string_view spelling = form(number);
    if (std::exchange(last, spelling.data()) != spelling.data()) fits = test(spelling);
    if (fits) found.push_back(number);
  }
  return found;
}

/// What every word that a wildcard means begins with.
std::string_view start_of(const Word& word) {
  return std::string_view(word.folded).substr(0, word.folded.find_first_of("*?"));
}

/// The dictionary words that a folded, exact, wildcard or fuzzy word means.
std::vector<std::uint32_t> meant(const Word& word, const store::Words& words) {
  const bool exact = word.form == Word::Form::exact;
  const std::string& typed = exact ? word.surface : word.folded;
  const auto form = [&](std::uint32_t number) {
    return exact ? words.surface(number) : words.folded(number);
  };
  switch (word.pattern) {
    case Word::Pattern::wildcard:
      return words_with(words.with_prefix(start_of(word)), form,
                        [&](auto spelling) { return text::matches_wildcard(spelling, typed); });
    case Word::Pattern::fuzzy: {
      const FuzzyWord fuzzy(typed, word.edits);
      return words_with(words.by_folded(), form,
                        [&](auto spelling) { return fuzzy.matches(spelling); });
    }
    default:
      return words_with(words.with_folded(word.folded), form,
                        [&](auto spelling) { return !exact || spelling == typed; });
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

/// The words of its stem, in every language, and of its other spellings; and those that differ from
/// it in accents only, whatever their stem. (Not all words of that stem: which there are depends on
/// the other articles.)
WordSet WordFinder::of_stems(const Word& word, const store::Words& words) {
  WordSet set{.numbers = {}, .stems = stems(word)};
  for (const std::string& variant : word.variants)
    for (std::string& stem : stems({.surface = variant, .folded = variant}))
      set.stems.push_back(std::move(stem));
  sort_unique(set.stems);
  for (const std::string& stem : set.stems) {
    const auto numbers = words.with_stem(stem);
    set.numbers.insert(set.numbers.end(), numbers.begin(), numbers.end());
  }
  for (const std::uint32_t number : words.with_folded(word.folded)) {
    const std::string_view stem = words.stem(number);
    if (std::ranges::binary_search(set.stems, stem)) continue;
    set.sharing.push_back(number);
    set.shared.emplace_back(stem);
  }
  sort_unique(set.shared);
  std::ranges::sort(set.sharing);
  set.numbers.insert(set.numbers.end(), set.sharing.begin(), set.sharing.end());
  std::ranges::sort(set.numbers);
  set.stems.insert(set.stems.end(), set.shared.begin(), set.shared.end());
  sort_unique(set.stems);
  return set;
}

std::size_t WordFinder::compared(const Word& word, const store::Words& words) {
  if (word.pattern == Word::Pattern::fuzzy) return words.size();
  if (word.pattern == Word::Pattern::wildcard) return words.with_prefix(start_of(word)).size();
  return 0;
}

WordSet WordFinder::find(const Word& word, const store::Words& words) {
  if (word.form == Word::Form::stem && word.pattern == Word::Pattern::plain)
    return of_stems(word, words);
  WordSet set;
  set.numbers = meant(word, words);
  // Each stem stands once in the dictionary, all of them in order: their bytes need no comparing.
  std::vector<std::pair<std::string_view, std::uint32_t>> stemmed;
  stemmed.reserve(set.numbers.size());
  for (const std::uint32_t number : set.numbers) stemmed.emplace_back(words.stem(number), number);
  const auto place = [](const auto& each) { return each.first.data(); };
  std::ranges::sort(stemmed, {}, place);
  for (auto from = stemmed.begin(); from != stemmed.end();) {
    const std::string_view stem = from->first;
    const auto to = std::find_if(from, stemmed.end(),
                                 [&](const auto& each) { return place(each) != stem.data(); });
    set.stems.emplace_back(stem);
    if (words.with_stem(stem).size() > static_cast<std::size_t>(to - from)) {
      set.shared.emplace_back(stem);
      std::ranges::copy(std::ranges::subrange(from, to) | std::views::values,
                        std::back_inserter(set.sharing));
    }
    from = to;
  }
  std::ranges::sort(set.numbers);
  std::ranges::sort(set.sharing);
  return set;
}

}  // namespace ae::searching
