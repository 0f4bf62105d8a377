// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/occurrences.hpp"

#include <algorithm>
#include <cstddef>

namespace ae::searching {
namespace {

bool stands_at(std::span<const NumberSet* const> words, std::span<const std::uint32_t> zone,
               std::size_t at) {
  for (std::size_t i = 0; i < words.size(); ++i)
    if (!words[i]->contains(zone[at + i])) return false;
  return true;
}

template <class Visit>
void walk(std::span<const NumberSet* const> words, std::span<const std::uint32_t> zone,
          Visit visit) {
  if (words.empty() || zone.size() < words.size()) return;
  for (std::size_t at = 0; at + words.size() <= zone.size(); ++at)
    if (stands_at(words, zone, at) && !visit(at)) return;
}

/// The runs of \p to that have one of \p from, other than themselves, within reach. Runs differ in
/// length by a few places at most, so few that begin early enough end too early.
std::vector<Run> reached(const std::vector<Run>& from, const std::vector<Run>& to,
                         std::uint32_t distance) {
  std::uint32_t longest = 0;
  for (const Run& run : from) longest = std::max(longest, run.last - run.first);
  const std::uint64_t reach = distance;
  std::vector<Run> out;
  std::size_t first = 0;
  for (const Run& run : to) {
    while (first < from.size() && from[first].first + longest + reach < run.first) ++first;
    for (std::size_t i = first; i < from.size() && from[i].first <= run.last + reach; ++i) {
      if (from[i] == run || from[i].last + reach < run.first) continue;
      out.push_back(run);
      break;
    }
  }
  return out;
}

}  // namespace

std::vector<Run> find_sequence(std::span<const NumberSet* const> words,
                               std::span<const std::uint32_t> zone) {
  std::vector<Run> runs;
  walk(words, zone, [&](std::size_t at) {
    runs.push_back(
        {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + words.size() - 1)});
    return true;
  });
  return runs;
}

bool has_sequence(std::span<const NumberSet* const> words, std::span<const std::uint32_t> zone) {
  bool found = false;
  walk(words, zone, [&](std::size_t) {
    found = true;
    return false;
  });
  return found;
}

std::vector<Run> merged(const std::vector<std::vector<Run>>& lists) {
  std::vector<Run> runs;
  for (const auto& list : lists) runs.insert(runs.end(), list.begin(), list.end());
  std::ranges::sort(runs);
  const auto repeated = std::ranges::unique(runs);
  runs.erase(repeated.begin(), repeated.end());
  return runs;
}

std::vector<Run> find_near(std::vector<std::vector<Run>> operands, std::uint32_t distance) {
  // Forward: which runs end a chain from the first operand. Backward: which of them also begin one
  // to the last.
  for (std::size_t i = 1; i < operands.size(); ++i)
    operands[i] = reached(operands[i - 1], operands[i], distance);
  for (std::size_t i = operands.size() - 1; i > 0; --i)
    operands[i - 1] = reached(operands[i], operands[i - 1], distance);
  return merged(operands);
}

}  // namespace ae::searching
