// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/proximity.hpp"

#include "common/store/codec.hpp"

#include <algorithm>
#include <utility>

namespace ae::searching {
namespace {

/// Weights of the parts beside the first stage. The exact share is 15 : 85.
constexpr double near_share = 0.5 / 0.85;
constexpr double exact_share = 0.15 / 0.85;
constexpr double lead_share = 0.3;      // of a further occurrence
constexpr std::size_t lead_words = 30;  // about the first sentence
constexpr std::size_t reach = 50;  // places; beyond it words have nothing to do with each other

/// How many places stand before one in the bytes of a zone, and how many of them are gaps.
struct Counted {
  std::size_t bytes = 0, places = 0, gaps = 0;

  void count_to(std::string_view numbers, std::size_t end) {
    const std::string_view more = numbers.substr(bytes, end - bytes);
    places += store::count_varints(more);
    gaps += store::count_zeros(more);
    bytes = end;
  }
  [[nodiscard]] std::size_t words() const noexcept { return places - gaps; }
};

}  // namespace

NearnessScorer::NearnessScorer(std::span<const OpenSegment> segments,
                               std::span<const RankedWord> words)
    : segments_(segments),
      words_(words),
      collection_(collection_of(segments)),
      lookups_(segments.size()) {
  for (const RankedWord& word : words_) {
    const Frequency frequency = frequency_of(segments, word);
    known_.push_back({.importance = importance_of(word, frequency, collection_, false),
                      .exact_idf = exact_idf(word, frequency)});
  }
}

/// No posting list counts the articles with a word as typed: they are taken to be as large a part
/// of those with its stem as its occurrences are.
double NearnessScorer::exact_idf(const RankedWord& word, const Frequency& frequency) const {
  std::uint64_t all = 0;
  std::uint64_t exact = 0;
  for (std::size_t i = 0; i < word.sets.size(); ++i)
    for (const std::uint32_t number : word.sets[i]->numbers) {
      const store::Words& words = segments_[i].segment.words();
      const std::uint32_t count = words.count(number);
      all += count;
      if (words.folded(number) == word.text) exact += count;
    }
  if (exact == 0) return 0;
  const double part = static_cast<double>(exact) / static_cast<double>(all);
  return idf(std::max(1.0, part * static_cast<double>(frequency.articles)), collection_.articles);
}

/// Each once: the first query word of several wins.
std::vector<NearnessScorer::Meant> NearnessScorer::meant_in(std::uint32_t segment) const {
  const store::Words& words = segments_[segment].segment.words();
  std::vector<Meant> meant;
  for (std::uint32_t i = 0; i < words_.size(); ++i) {
    if (words_[i].sets.empty()) continue;
    for (const std::uint32_t number : words_[i].sets[segment]->numbers)
      meant.push_back({number, i, words.folded(number) == words_[i].text});
  }
  std::ranges::stable_sort(meant, {}, &Meant::number);
  const auto repeated = std::ranges::unique(meant, {}, &Meant::number);
  meant.erase(repeated.begin(), repeated.end());
  return meant;
}

const NearnessScorer::Lookup& NearnessScorer::lookup(std::uint32_t segment) {
  auto& made = lookups_[segment];
  if (made) return *made;
  auto meant = meant_in(segment);
  std::vector<std::uint32_t> numbers;
  for (const Meant& each : meant) numbers.push_back(each.number);
  WordScan scan{NumberSet(numbers)};
  return made.emplace(Lookup{std::move(meant), std::move(scan)});
}

/// Each two neighbouring occurrences of different words bring each other the other's idf over the
/// square of their distance. After Rasolofo and Savoy, ECIR 2003, and Buettcher, Clarke and
/// Lushman, SIGIR 2006.
void NearnessScorer::read_zone(const Lookup& lookup, std::string_view numbers, bool is_title) {
  std::optional<std::pair<std::size_t, std::size_t>> last;  // place and word
  Counted before;
  lookup.scan.each(numbers, [&](std::size_t begin) {
    const auto number = store::Cursor(numbers.substr(begin)).varint_as<std::uint32_t>();
    const auto meant = std::ranges::lower_bound(lookup.meant, number, {}, &Meant::number);
    if (meant == lookup.meant.end() || meant->number != number) return true;
    before.count_to(numbers, begin);
    Found& found = found_[meant->word];
    const std::uint32_t count = is_title ? 2 : 1;
    found.count += count;
    if (meant->exact) found.exact += count;
    if (!is_title && before.words() < lead_words) ++found.lead;
    if (last && last->second != meant->word && before.places - last->first <= reach) {
      const auto distance = static_cast<double>(before.places - last->first);
      found.closeness += known_[last->second].importance.idf / (distance * distance);
      found_[last->second].closeness += known_[meant->word].importance.idf / (distance * distance);
    }
    last = {before.places, meant->word};
    return true;
  });
  before.count_to(numbers, numbers.size());
  length_ += is_title ? 2 * before.words() : before.words();
}

Nearness NearnessScorer::sum() const {
  const double length = static_cast<double>(length_) / collection_.mean_length;
  Nearness sum;
  for (std::size_t i = 0; i < found_.size(); ++i) {
    const Found& found = found_[i];
    if (found.count == 0) continue;
    const Importance& known = known_[i].importance;
    sum.near += near_share * known.repeat * std::min(1.0, known.idf) *
                saturation(found.closeness, length, usual_b);
    sum.exact += exact_share * known.repeat * known.burst * known_[i].exact_idf *
                 saturation(found.exact, length, our_b);
    sum.lead += known.factor() * (saturation(found.count + lead_share * found.lead, length, our_b) -
                                  saturation(found.count, length, our_b));
  }
  return sum;
}

Nearness NearnessScorer::score(const Ranked& article) {
  const store::Zones zones = segments_[article.segment].segment.words().zones(article.docid);
  found_.assign(words_.size(), {});
  length_ = 0;
  const Lookup& words = lookup(article.segment);
  read_zone(words, zones[0], true);
  read_zone(words, zones[1], false);
  return sum();
}

}  // namespace ae::searching
