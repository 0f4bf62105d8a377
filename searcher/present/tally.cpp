// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/tally.hpp"

#include <algorithm>
#include <functional>

namespace ae::searching {
namespace {

/// The matches of ordinals.
struct Tally {
  std::vector<std::uint32_t> ordinals{};  ///< ascending, beside counts; empty: 0, 1, 2 ...
  std::vector<std::uint32_t> counts{};
  std::uint64_t without = 0;  ///< matches that have no value

  [[nodiscard]] std::uint32_t ordinal(std::size_t place) const {
    return ordinals.empty() ? static_cast<std::uint32_t>(place) : ordinals[place];
  }
};

Tally tally_many(const store::Facet& facet, const DocSet& matches) {
  Tally tally{.counts = std::vector<std::uint32_t>(facet.distinct())};
  matches.for_each([&](std::uint32_t docid) {
    const auto ordinals = facet.of(docid);
    if (ordinals.empty()) ++tally.without;
    for (const std::uint32_t ordinal : ordinals) ++tally.counts[ordinal];
  });
  return tally;
}

Tally tally_few(const store::LazyFacet& facet, const DocSet& matches) {
  Tally tally;
  std::vector<std::uint32_t> all;
  matches.for_each([&](std::uint32_t docid) {
    const auto ordinals = facet.of(docid);
    if (ordinals.empty()) ++tally.without;
    all.insert(all.end(), ordinals.begin(), ordinals.end());
  });
  std::ranges::sort(all);
  for (const std::uint32_t ordinal : all) {
    if (tally.ordinals.empty() || tally.ordinals.back() != ordinal) {
      tally.ordinals.push_back(ordinal);
      tally.counts.push_back(0);
    }
    ++tally.counts.back();
  }
  return tally;
}

/// What the \p limit-th most frequent value counts, at least 1; 1 where there are no more than
/// that.
std::uint32_t least_shown(const std::vector<std::uint32_t>& counts, std::uint64_t limit) {
  if (limit == 0 || limit >= counts.size()) return 1;
  std::vector<std::uint32_t> highest;  // a heap, the least on top
  std::uint32_t least = 0;             // of highest, once there are enough
  for (const std::uint32_t count : counts) {
    if (count <= least) continue;  // nearly always
    highest.push_back(count);
    std::ranges::push_heap(highest, std::greater{});
    if (highest.size() <= limit) continue;
    std::ranges::pop_heap(highest, std::greater{});
    highest.pop_back();
    least = highest.front();
  }
  return highest.size() < limit ? 1 : highest.front();
}

template <class Facet>
std::size_t add_values(const Facet& facet, const Tally& tally, const schema::Field& field,
                       std::uint64_t limit, std::vector<Counted>& counts) {
  const std::uint32_t least = least_shown(tally.counts, limit);
  // One more than are shown: a value that is spelt "unknown" stands behind its equals.
  std::uint64_t equals =
      limit == 0 || limit >= tally.counts.size() ? tally.counts.size() : limit + 1;
  for (std::size_t i = 0; i < tally.counts.size(); ++i) {
    const std::uint32_t count = tally.counts[i];
    if (count < least || (count == least && equals == 0)) continue;
    if (count == least) --equals;
    counts.push_back({facet.value(tally.ordinal(i)), count});
  }
  const auto distinct =
      tally.counts.size() - static_cast<std::size_t>(std::ranges::count(tally.counts, 0U));
  if (!field.unknowable || tally.without == 0) return distinct;
  counts.push_back({schema::unknown, tally.without});
  return distinct + 1;
}

}  // namespace

bool are_few(const DocSet& matches) noexcept {
  constexpr std::uint32_t of_so_many = 128;
  constexpr std::uint32_t always = 8;
  std::uint32_t left = std::max(matches.documents() / of_so_many, always);
  for (std::uint32_t docid = matches.next(1); docid != 0; docid = matches.next(docid + 1))
    if (left-- == 0) return false;
  return true;
}

std::size_t count_values(const OpenSegment& open, const DocSet& matches, const schema::Field& field,
                         std::uint64_t limit, std::vector<Counted>& counts) {
  if (are_few(matches)) {
    const store::LazyFacet facet = open.segment.lazy_facet(field.name);
    return add_values(facet, tally_few(facet, matches), field, limit, counts);
  }
  const store::Facet facet = open.segment.facet(field.name);
  return add_values(facet, tally_many(facet, matches), field, limit, counts);
}

}  // namespace ae::searching
