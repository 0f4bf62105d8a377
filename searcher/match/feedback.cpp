// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/feedback.hpp"

#include "common/schema/terms.hpp"
#include "common/text/ascii.hpp"
#include "searcher/match/top_terms.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <string_view>

namespace ae::searching {
namespace {

constexpr std::size_t terms_an_article = 50;
constexpr std::size_t most_words = 30;  // with ten or fewer a query drifts
constexpr double share = 0.3;           // of what the added words weigh, all together

bool tells_something(std::string_view word) {
  return word.size() >= 3 && !is_stop_word(word) && std::ranges::none_of(word, ascii::is_digit);
}

/// A term of the first articles.
struct Model {
  TopTerm term;
  double weight = 0;
};

std::vector<Model> read(std::span<const OpenSegment> segments, std::span<const Ranked> first) {
  TopTerms top(segments);
  std::map<std::string_view, Model> by_stem;
  for (const Ranked& article : first)
    for (const TopTerm& term : top.of(article, terms_an_article)) {
      Model& model = by_stem[term.stem];
      model.term = term;
      model.weight += article.score * term.weight;
    }
  std::vector<Model> out;
  out.reserve(by_stem.size());
  for (const auto& [stem, model] : by_stem) out.push_back(model);
  std::ranges::stable_sort(out, std::greater{}, &Model::weight);
  return out;
}

bool has(std::span<const RankedWord> words, const std::string& term) {
  return std::ranges::any_of(words, [&](const RankedWord& word) {
    return std::ranges::find(word.terms, term) != word.terms.end();
  });
}

}  // namespace

std::vector<RankedWord> feedback(std::span<const OpenSegment> segments,
                                 std::span<const RankedWord> words, std::span<const Ranked> first) {
  std::vector<RankedWord> added;
  double sum = 0;
  for (const Model& model : read(segments, first)) {
    if (added.size() == most_words) break;
    const std::string term = schema::term(schema::find("body")->prefix, model.term.stem);
    const store::Words& dictionary = segments[model.term.segment].segment.words();
    const std::string_view word = dictionary.folded(model.term.number);
    if (!tells_something(word) || has(words, term)) continue;
    sum += model.weight;
    added.push_back(
        {.text = std::string(word), .terms = {term}, .repeats = model.weight, .added = true});
  }
  double typed = 0;
  for (const RankedWord& word : words) typed += word.repeats;
  for (RankedWord& word : added) word.repeats *= share * std::sqrt(typed) / sum;
  return added;
}

}  // namespace ae::searching
