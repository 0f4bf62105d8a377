// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/top_terms.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace ae::searching {
namespace {

/// What has more occurrences than this part of the number of articles tells nothing of any one.
constexpr double common = 0.2;
/// In a handful of articles that part is no occurrence at all: as many never are too many.
constexpr double few = 5;

/// A place in an article: which word stands there, and how much that counts.
struct Place {
  std::uint32_t number = 0;
  std::uint32_t count = 0;
};

/// The places of an article by number. As in posting lists, headline words count twice and those of
/// captions not at all.
std::vector<Place> places_of(const store::Sequence& sequence) {
  constexpr std::array<std::uint32_t, 3> counts{2, 1, 0};
  std::vector<Place> places;
  for (std::size_t zone = 0; zone < sequence.size(); ++zone)
    for (const std::uint32_t number : sequence[zone])
      if (number != 0) places.push_back({number, counts[zone]});  // 0: a gap
  std::ranges::sort(places, {}, &Place::number);
  return places;
}

/// One stem of an article.
struct Candidate {
  TopTerm term;
  std::uint32_t count = 0;       ///< in the article, as it weighs
  std::uint32_t places = 0;      ///< in the article
  std::uint32_t most_often = 0;  ///< places of the word that stands for it
  std::uint64_t at_least = 0;    ///< occurrences of those of its words that the article has

  void add(const Candidate& other) {
    count += other.count;
    places += other.places;
    at_least += other.at_least;
    if (other.most_often <= most_often) return;
    most_often = other.most_often;
    term.number = other.term.number;
  }
};

/// Each word as a stem of its own.
std::vector<Candidate> singles(const store::Sequence& sequence, const store::Words& words,
                               std::uint32_t segment) {
  std::vector<Candidate> out;
  std::uint32_t last = 0;
  for (const auto& [number, count] : places_of(sequence)) {
    if (number > words.size()) break;
    if (number != last)
      out.push_back({.term = {.stem = words.stem(number), .segment = segment, .number = number},
                     .at_least = words.count(number)});
    last = number;
    out.back().count += count;
    out.back().most_often = ++out.back().places;
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

/// By falling weight; the stem decides where weights are equal.
bool is_heavier(const TopTerm& a, const TopTerm& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.stem < b.stem;
}

}  // namespace

TopTerms::TopTerms(std::span<const OpenSegment> segments)
    : segments_(segments), collection_(collection_of(segments)) {}

std::uint64_t TopTerms::occurrences(std::string_view stem) {
  const auto [known, is_new] = occurrences_.try_emplace(stem, 0);
  if (!is_new) return known->second;
  for (const OpenSegment& open : segments_) {
    const store::Words& words = open.segment.words();
    for (const std::uint32_t number : words.with_stem(stem)) known->second += words.count(number);
  }
  return known->second;
}

bool TopTerms::is_common(std::uint64_t occurrences) const noexcept {
  return static_cast<double>(occurrences) > std::max(few, common * collection_.articles);
}

double TopTerms::rarity(std::uint64_t occurrences) const noexcept {
  const double all = collection_.articles * collection_.mean_length;
  return std::log(1 + all / static_cast<double>(occurrences));
}

/// Looking up every stem would take most of the time. A stem has at least the occurrences of those
/// of its words that are at hand, which bounds its weight: once enough are known, only stems that
/// may be heavier than the lightest of them are looked up.
std::vector<TopTerm> TopTerms::of(const Ranked& article, std::size_t most) {
  const store::Segment& segment = segments_[article.segment].segment;
  segment.words().read(article.docid, sequence_);
  auto all = candidates(sequence_, segment.words(), article.segment);
  double length = 0;
  for (const Candidate& each : all) length += each.count;
  length /= collection_.mean_length;
  std::erase_if(all, [&](const Candidate& each) { return is_common(each.at_least); });
  const auto saturated = [&](const Candidate& each) {
    return saturation(each.count, length, usual_b);
  };
  for (Candidate& each : all) each.term.weight = rarity(each.at_least) * saturated(each);
  const auto bound = [](const Candidate& each) { return each.term.weight; };
  std::ranges::make_heap(all, {}, bound);
  std::vector<TopTerm> terms;  // a heap, too, the lightest on top
  for (; !all.empty(); all.pop_back()) {
    if (terms.size() == most && bound(all.front()) < terms.front().weight) break;
    std::ranges::pop_heap(all, {}, bound);
    Candidate& heaviest = all.back();
    const std::uint64_t found = occurrences(heaviest.term.stem);
    const bool elsewhere = found > heaviest.places;
    if (!elsewhere || is_common(found)) continue;
    heaviest.term.weight = rarity(found) * saturated(heaviest);
    terms.push_back(heaviest.term);
    std::ranges::push_heap(terms, is_heavier);
    if (terms.size() <= most) continue;
    std::ranges::pop_heap(terms, is_heavier);
    terms.pop_back();
  }
  std::ranges::sort_heap(terms, is_heavier);
  return terms;
}

}  // namespace ae::searching
