// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/proximity.hpp"

#include <algorithm>

namespace ae::searching {
namespace {

constexpr std::uint16_t written_so = 0x8000;
constexpr std::size_t most_words = written_so - 1;

constexpr std::size_t title = 0;
constexpr std::size_t body = 1;

/// Weights of the parts beside the first stage. The exact share is 15 : 85.
constexpr double near_share = 0.5 / 0.85;
constexpr double exact_share = 0.15 / 0.85;
constexpr double lead_share = 0.3;        // of a further occurrence
constexpr std::uint32_t lead_words = 30;  // about the first sentence
constexpr std::size_t reach = 50;  // places; beyond it words have nothing to do with each other

}  // namespace

NearnessScorer::NearnessScorer(std::span<const OpenSegment> segments,
                               std::span<const RankedWord> words)
    : segments_(segments),
      words_(words.first(std::min(words.size(), most_words))),
      collection_(collection_of(segments)),
      tables_(segments.size()) {
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
      all += words.count(number);
      if (words.forms(number).folded == word.text) exact += words.count(number);
    }
  if (exact == 0) return 0;
  const double part = static_cast<double>(exact) / static_cast<double>(all);
  return idf(std::max(1.0, part * static_cast<double>(frequency.articles)), collection_.articles);
}

const NearnessScorer::Table& NearnessScorer::table(std::uint32_t segment) {
  auto& made = tables_[segment];
  if (made) return *made;
  const store::Words& words = segments_[segment].segment.words();
  Table table(words.size() + std::size_t{1});
  for (std::size_t i = words_.size(); i-- > 0;) {  // the first word of several wins
    if (words_[i].sets.empty()) continue;
    for (const std::uint32_t number : words_[i].sets[segment]->numbers) {
      const bool exact = words.forms(number).folded == words_[i].text;
      table[number] = static_cast<std::uint16_t>((i + 1) | (exact ? written_so : 0U));
    }
  }
  return made.emplace(std::move(table));
}

/// Each two neighbouring occurrences of different words bring each other the other's idf over the
/// square of their distance. After Rasolofo and Savoy, ECIR 2003, and Buettcher, Clarke and
/// Lushman, SIGIR 2006.
void NearnessScorer::read_zone(const Table& table, std::size_t zone) {
  const std::vector<std::uint32_t>& places = sequence_[zone];
  std::optional<std::pair<std::size_t, std::size_t>> last;  // place and word
  std::uint32_t seen = 0;
  for (std::size_t at = 0; at < places.size(); ++at) {
    if (places[at] == 0) continue;  // a gap
    ++seen;
    const std::uint16_t entry = places[at] < table.size() ? table[places[at]] : std::uint16_t{0};
    if (entry == 0) continue;
    const std::size_t word = (entry & most_words) - 1;
    Found& found = found_[word];
    const std::uint32_t count = zone == title ? 2 : 1;
    found.count += count;
    if ((entry & written_so) != 0) found.exact += count;
    if (zone == body && seen <= lead_words) ++found.lead;
    if (last && last->second != word && at - last->first <= reach) {
      const auto distance = static_cast<double>(at - last->first);
      found.closeness += known_[last->second].importance.idf / (distance * distance);
      found_[last->second].closeness += known_[word].importance.idf / (distance * distance);
    }
    last = {at, word};
  }
  length_ += zone == title ? 2 * seen : seen;
}

Nearness NearnessScorer::sum() const {
  const double length = length_ / collection_.mean_length;
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
  segments_[article.segment].segment.words().read(article.docid, sequence_);
  found_.assign(words_.size(), {});
  length_ = 0;
  const Table& words = table(article.segment);
  read_zone(words, title);
  read_zone(words, body);
  return sum();
}

}  // namespace ae::searching
