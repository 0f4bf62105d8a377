// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/near_copies.hpp"

#include <algorithm>
#include <functional>
#include <future>
#include <iterator>
#include <numeric>

namespace ae::indexing {
namespace {

/// A text under one of its keys. Sorted by key, then text.
struct Entry {
  std::uint32_t key = 0;
  std::uint32_t text = 0;

  friend auto operator<=>(const Entry&, const Entry&) = default;
};

/// One of so many parts of all keys. Keys are the smallest of random numbers: their last digits are
/// random still.
struct Part {
  std::uint32_t number = 0;
  std::uint32_t of = 1;

  [[nodiscard]] bool holds(std::uint32_t key) const noexcept { return key % of == number; }
};

std::vector<Entry> sorted_entries(std::uint32_t texts, const PrintsOf& prints, Part part) {
  std::vector<Entry> entries;
  const std::size_t mean = std::size_t{texts} * keys / part.of;
  entries.reserve(mean + mean / 16);  // no part is much larger than others
  for (std::uint32_t text = 0; text < texts; ++text)
    for (const std::uint32_t key : keys_of(prints(text)))
      if (part.holds(key)) entries.push_back({key, text});
  std::ranges::sort(entries);
  return entries;
}

using List = std::pair<std::uint32_t, std::uint32_t>;  // a text, and where the texts begin

/// Where the texts of one key begin, for each text but the first ones of each key.
std::vector<List> lists_by_text(const std::vector<Entry>& entries) {
  std::vector<List> lists;
  lists.reserve(entries.size());
  std::uint32_t begin = 0;
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    if (entries[i].key != entries[begin].key) begin = i;
    if (i != begin) lists.emplace_back(entries[i].text, begin);
  }
  std::ranges::sort(lists);
  return lists;
}

/// Samples stand anywhere in a large file: the processor reads several while it compares one.
void ask_for(const store::PrintsView& sample) noexcept {
  __builtin_prefetch(sample.numbers.data());
  __builtin_prefetch(sample.numbers.data() + 16);
}

/// The near copies that the texts of \p lists have among those before them.
Pairs compare(const std::vector<Entry>& entries, std::span<const List> lists,
              const PrintsOf& prints) {
  Pairs near;
  std::vector<std::uint32_t> others;
  std::vector<store::PrintsView> samples;  // beside others
  for (std::size_t i = 0; i < lists.size();) {
    const std::uint32_t text = lists[i].first;
    others.clear();
    for (; i < lists.size() && lists[i].first == text; ++i)
      for (std::uint32_t at = lists[i].second, n = 0; n < most_compared && entries[at].text < text;
           ++at, ++n)
        others.push_back(entries[at].text);
    std::ranges::sort(others);
    others.erase(std::unique(others.begin(), others.end()), others.end());
    samples.clear();
    for (const std::uint32_t other : others) ask_for(samples.emplace_back(prints(other)));
    const store::PrintsView own = prints(text);
    for (std::size_t each = 0; each < others.size(); ++each)
      if (store::are_near(samples[each], own)) near.emplace_back(others[each], text);
  }
  return near;
}

/// The near copies that share a key of \p part. \see find_near
Pairs find_near(std::uint32_t texts, const PrintsOf& prints, Part part) {
  const auto entries = sorted_entries(texts, prints, part);
  const auto lists = lists_by_text(entries);
  std::size_t half = lists.size() / 2;
  while (half > 0 && lists[half].first == lists[half - 1].first) --half;
  if (half == 0) return compare(entries, lists, prints);
  auto later = std::async(std::launch::async,
                          [&] { return compare(entries, std::span(lists).subspan(half), prints); });
  Pairs near = compare(entries, std::span(lists).first(half), prints);
  std::ranges::copy(later.get(), std::back_inserter(near));
  return near;
}

}  // namespace

std::span<const std::uint32_t> keys_of(const store::PrintsView& prints) noexcept {
  return prints.numbers.first(std::min(keys, prints.numbers.size()));
}

Pairs find_near(std::uint32_t texts, const PrintsOf& prints, std::size_t at_once) {
  constexpr std::size_t most_parts = 16;  // all texts are gone through for each: time stays linear
  const auto parts =
      static_cast<std::uint32_t>(std::min(std::size_t{texts} * keys / at_once + 1, most_parts));
  Pairs near;
  for (std::uint32_t number = 0; number < parts; ++number)
    std::ranges::copy(find_near(texts, prints, Part{number, parts}), std::back_inserter(near));
  if (parts == 1) return near;
  // Two texts may share keys of several parts.
  std::ranges::sort(near);
  near.erase(std::unique(near.begin(), near.end()), near.end());
  return near;
}

std::vector<std::uint32_t> group_near(std::uint32_t texts, const Pairs& near) {
  std::vector<std::uint32_t> centres(texts);
  std::iota(centres.begin(), centres.end(), 0U);
  Pairs both = near;
  both.reserve(2 * near.size());
  for (const auto& [a, b] : near) both.emplace_back(b, a);
  std::ranges::sort(both);
  // The texts that have near copies, and where those begin.
  std::vector<std::pair<std::size_t, std::size_t>> runs;  // size, begin
  for (std::size_t begin = 0, end = 0; begin < both.size(); begin = end) {
    while (end < both.size() && both[end].first == both[begin].first) ++end;
    runs.emplace_back(end - begin, begin);
  }
  std::ranges::stable_sort(runs, std::greater{}, [](const auto& run) { return run.first; });
  std::vector<char> taken(texts);
  for (const auto& [size, begin] : runs) {
    const std::uint32_t centre = both[begin].first;
    if (taken[centre] != 0) continue;
    taken[centre] = 1;
    for (std::size_t i = begin; i < begin + size; ++i) {
      const std::uint32_t other = both[i].second;
      if (std::exchange(taken[other], 1) == 0) centres[other] = centre;
    }
  }
  return centres;
}

}  // namespace ae::indexing
