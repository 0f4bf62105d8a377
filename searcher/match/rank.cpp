// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/rank.hpp"

#include "searcher/match/match_source.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

namespace ae::searching {
namespace {

/// BM25 with Robertson's usual constants; k2 and the fifth parameter are Xapian's additions, off.
Xapian::BM25Weight bm25() { return {1.2, 0, 1, 0.75, 0}; }

std::int32_t day_of(std::span<const OpenSegment> segments, const Ranked& ranked) {
  return segments[ranked.segment].segment.columns().days()[ranked.docid - 1];
}

std::uint64_t id_of(std::span<const OpenSegment> segments, const Ranked& ranked) {
  return segments[ranked.segment].segment.columns().ids()[ranked.docid - 1];
}

/// Score, then day newest first (an unknown day is the smallest number), then id.
void sort_by_score(std::span<const OpenSegment> segments, std::vector<Ranked>& hits) {
  std::ranges::sort(hits, [&](const Ranked& a, const Ranked& b) {
    if (a.score != b.score) return a.score > b.score;
    const auto key = [&](const Ranked& hit) {
      return std::tuple(-std::int64_t{day_of(segments, hit)}, id_of(segments, hit), hit.segment);
    };
    return key(a) < key(b);
  });
}

Xapian::Query to_query(const std::vector<RankedTerms>& words) {
  std::vector<Xapian::Query> queries;
  for (const RankedTerms& terms : words)
    queries.emplace_back(terms.size() == 1 ? Xapian::Query::OP_OR : Xapian::Query::OP_SYNONYM,
                         terms.begin(), terms.end());
  return {Xapian::Query::OP_OR, queries.begin(), queries.end()};
}

std::uint64_t count(std::span<const DocSet> matches) {
  std::uint64_t total = 0;
  for (const DocSet& set : matches) total += set.count();
  return total;
}

/// Xapian breaks ties by docid. So asks for more until the score at the cut is past.
std::vector<Ranked> first_by_score(const Xapian::Enquire& enquire, std::size_t segments,
                                   std::uint64_t wanted, std::uint64_t total) {
  std::uint64_t ask = std::min(wanted + 10, total);
  for (;;) {
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(ask));
    std::vector<Ranked> hits;
    for (auto at = found.begin(); at != found.end(); ++at)
      hits.push_back({.segment = static_cast<std::uint32_t>((*at - 1) % segments),
                      .docid = static_cast<std::uint32_t>((*at - 1) / segments + 1),
                      .score = at.get_weight()});
    const bool complete = hits.size() < ask || ask >= total || hits.empty() ||
                          hits.back().score < hits[wanted - 1].score;
    if (complete) return hits;
    ask = std::min(ask * 4, total);
  }
}

}  // namespace

std::vector<Ranked> rank_by_relevance(std::span<const OpenSegment> segments,
                                      std::span<const DocSet> matches,
                                      const std::vector<RankedTerms>& words, std::uint64_t wanted) {
  if (words.empty()) return rank_by_day(segments, matches, true, wanted);
  const std::uint64_t total = count(matches);
  wanted = std::min(wanted, total);
  if (wanted == 0) return {};
  return store::translated(segments.front().segment.folder(), [&] {
    Xapian::Database all;
    std::map<std::string, const DocSet*> sets;
    for (std::size_t i = 0; i < segments.size(); ++i) {
      all.add_database(segments[i].segment.database());
      sets[segments[i].segment.database().get_uuid()] = &matches[i];
    }
    MatchSource source(sets);
    Xapian::Enquire enquire(all);
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_AND_MAYBE, Xapian::Query(&source), to_query(words)));
    enquire.set_weighting_scheme(bm25());
    auto hits = first_by_score(enquire, segments.size(), wanted, total);
    sort_by_score(segments, hits);
    hits.resize(std::min<std::uint64_t>(hits.size(), wanted));
    return hits;
  });
}

std::string describe_query(const std::vector<RankedTerms>& words) {
  return to_query(words).get_description();
}

std::vector<Ranked> rank_by_day(std::span<const OpenSegment> segments,
                                std::span<const DocSet> matches, bool newest_first,
                                std::uint64_t wanted) {
  std::vector<Ranked> hits;
  for (std::uint32_t i = 0; i < segments.size(); ++i)
    matches[i].for_each([&](std::uint32_t docid) { hits.push_back({i, docid, 0}); });
  const auto key = [&](const Ranked& hit) {
    const std::int64_t day = day_of(segments, hit);
    const std::int64_t place = day == store::unknown_day ? std::numeric_limits<std::int64_t>::max()
                               : newest_first            ? -day
                                                         : day;
    return std::tuple(place, id_of(segments, hit), hit.segment);
  };
  const auto cut = static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(wanted, hits.size()));
  std::ranges::partial_sort(hits, hits.begin() + cut, {}, key);
  hits.resize(static_cast<std::size_t>(cut));
  return hits;
}

}  // namespace ae::searching
