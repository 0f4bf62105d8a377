// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/top_terms.hpp"

#include "common/schema/terms.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace ae::searching {
namespace {

/// How many terms the dictionary's rough counts leave for each that is wanted, to be weighed by the
/// number of articles, which takes a look into the posting lists.
constexpr double rough_choice = 1.5;

/// The words of an article, ascending; those of the title twice.
std::vector<std::uint32_t> words_of(const store::Sequence& sequence) {
  std::vector<std::uint32_t> numbers(sequence[1]);
  for (int twice = 0; twice < 2; ++twice)
    numbers.insert(numbers.end(), sequence[0].begin(), sequence[0].end());
  std::erase(numbers, 0U);  // gaps
  std::ranges::sort(numbers);
  return numbers;
}

/// One stem of an article.
struct Candidate {
  TopTerm term;
  std::uint32_t count = 0;       ///< in the article
  std::uint32_t most_often = 0;  ///< count of the word that stands for it
  std::uint64_t in_segment = 0;  ///< occurrences of those of its words that the article has

  void add(const Candidate& other) {
    count += other.count;
    in_segment += other.in_segment;
    if (other.most_often <= most_often) return;
    most_often = other.most_often;
    term.number = other.term.number;
  }
};

/// Each word as a stem of its own.
std::vector<Candidate> singles(const store::Sequence& sequence, const store::Words& words,
                               std::uint32_t segment) {
  std::vector<Candidate> out;
  const auto numbers = words_of(sequence);
  for (std::size_t at = 0; at < numbers.size() && numbers[at] <= words.size();) {
    const std::uint32_t number = numbers[at];
    std::uint32_t count = 0;
    while (at < numbers.size() && numbers[at] == number) ++at, ++count;
    out.push_back({.term = {.stem = words.forms(number).stem, .segment = segment, .number = number},
                   .count = count,
                   .most_often = count,
                   .in_segment = words.count(number)});
  }
  return out;
}

/// The stems of an article. A dictionary keeps each stem once, so that it is known by its address.
std::vector<Candidate> candidates(const store::Sequence& sequence, const store::Words& words,
                                  std::uint32_t segment) {
  auto all = singles(sequence, words, segment);
  std::ranges::sort(all, std::less{}, [](const Candidate& each) { return each.term.stem.data(); });
  std::vector<Candidate> out;
  for (const Candidate& each : all)
    if (!out.empty() && out.back().term.stem.data() == each.term.stem.data())
      out.back().add(each);
    else
      out.push_back(each);
  return out;
}

/// The first \p most by weight; the stem decides where weights are equal.
void keep_heaviest(std::vector<Candidate>& all, std::size_t most) {
  const auto cut = std::min(most, all.size());
  std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(cut),
                            [](const Candidate& a, const Candidate& b) {
                              if (a.term.weight != b.term.weight)
                                return a.term.weight > b.term.weight;
                              return a.term.stem < b.term.stem;
                            });
  all.resize(cut);
}

}  // namespace

TopTerms::TopTerms(std::span<const OpenSegment> segments)
    : segments_(segments), collection_(collection_of(segments)) {}

std::uint64_t TopTerms::articles_with_stem(std::string_view stem) {
  const auto known = articles_.find(stem);
  if (known != articles_.end()) return known->second;
  static const std::string_view prefix = schema::find("body")->prefix;
  const std::string term = schema::term(prefix, stem);
  std::uint64_t articles = 0;
  for (const OpenSegment& open : segments_)
    articles += store::translated(open.segment.folder(),
                                  [&] { return open.segment.database().get_termfreq(term); });
  articles_.emplace(stem, articles);
  return articles;
}

std::vector<TopTerm> TopTerms::of(const Ranked& article, std::size_t most) {
  const store::Segment& segment = segments_[article.segment].segment;
  segment.words().read(article.docid, sequence_);
  auto all = candidates(sequence_, segment.words(), article.segment);
  double length = 0;
  for (const Candidate& each : all) length += each.count;
  length /= collection_.mean_length;
  const double in_segment = segment.documents() * collection_.mean_length;
  for (Candidate& each : all)
    each.term.weight = std::log(1 + in_segment / static_cast<double>(each.in_segment)) *
                       saturation(each.count, length, usual_b);
  keep_heaviest(all, static_cast<std::size_t>(static_cast<double>(most) * rough_choice));
  for (Candidate& each : all) {
    each.term.articles = articles_with_stem(each.term.stem);
    each.term.weight = idf(static_cast<double>(each.term.articles), collection_.articles) *
                       saturation(each.count, length, usual_b);
  }
  std::erase_if(all, [&](const Candidate& each) {
    return each.term.articles < 2 ||
           static_cast<double>(each.term.articles) > collection_.articles / 10;
  });
  keep_heaviest(all, most);
  std::vector<TopTerm> terms;
  for (const Candidate& each : all) terms.push_back(each.term);
  return terms;
}

}  // namespace ae::searching
