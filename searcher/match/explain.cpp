// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/explain.hpp"

#include <algorithm>

namespace ae::searching {
namespace {

/// How often an article has a word by its posting lists: headline words count twice there, and what
/// is only noted counts once (\see SaturationWeight).
std::uint32_t count_in(const Xapian::Database& database, const RankedWord& word,
                       std::uint32_t docid) {
  std::uint32_t count = 0;
  bool noted = false;
  for (const std::string& term : word.terms) {
    auto at = database.postlist_begin(term);
    at.skip_to(docid);
    if (at == database.postlist_end(term) || *at != docid) continue;
    count += at.get_wdf();
    noted = true;
  }
  return noted ? std::max(count, 1U) : 0;
}

std::vector<ScorePart> explain_words(std::span<const OpenSegment> segments, const Ranking& ranking,
                                     const Ranked& hit) {
  const store::Segment& segment = segments[hit.segment].segment;
  const Collection collection = collection_of(segments);
  return store::translated(segment.folder(), [&] {
    const Xapian::termcount words = segment.database().get_doclength(hit.docid);
    const double length = words / collection.mean_length;
    std::vector<ScorePart> parts;
    for (const RankedWord& word : ranking.words) {
      const std::uint32_t count = std::min(count_in(segment.database(), word, hit.docid), words);
      if (count == 0) continue;
      const auto importance =
          importance_of(word, frequency_of(segments, word), collection, ranking.plain);
      const double b = ranking.plain ? usual_b : our_b;
      parts.push_back({.name = "word",
                       .value = importance.factor() * saturation(count, length, b),
                       .word = word.text,
                       .count = count,
                       .length = length,
                       .idf = importance.idf,
                       .burst = importance.burst,
                       .repeat = importance.repeat});
    }
    return parts;
  });
}

}  // namespace

std::vector<ScorePart> explain(std::span<const OpenSegment> segments, const Ranking& ranking,
                               std::size_t at) {
  if (at >= ranking.stages.size()) return {};
  auto parts = explain_words(segments, ranking, ranking.hits[at]);
  const Stages& stages = ranking.stages[at];
  const auto add = [&](const char* name, double value) {
    if (value != 0) parts.push_back({.name = name, .value = value});
  };
  add("near", stages.near);
  add("exact", stages.exact);
  add("lead", stages.lead);
  add("recency", stages.recency);
  add("smoothing", stages.smoothing);
  return parts;
}

}  // namespace ae::searching
