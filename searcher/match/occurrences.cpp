// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/occurrences.hpp"

#include "common/store/codec.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace ae::searching {
namespace {

/// How often a word stands for one of a set, about: the n-th commonest word of a language is about
/// n times as rare as the commonest (Zipf), and numbers go by falling frequency.
double commonness(const NumberSet* word) {
  double sum = 0;
  word->each([&](std::uint32_t number) { sum += 1.0 / number; });
  return sum;
}

std::size_t rarest_of(const std::vector<const NumberSet*>& words) {
  const auto rarest = std::ranges::min_element(words, {}, commonness);
  return static_cast<std::size_t>(rarest - words.begin());
}

bool rarer(const SequenceFinder* a, const SequenceFinder* b) noexcept {
  return a->commonness() < b->commonness();
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

SequenceFinder::SequenceFinder(std::vector<const NumberSet*> words)
    : words_(std::move(words)),
      rarest_(rarest_of(words_)),
      commonness_(words_.empty() ? 0 : searching::commonness(words_[rarest_])),
      scan_(words_.empty() ? WordScan(NumberSet({})) : WordScan(*words_[rarest_])) {}

/// Where the sequence begins whose rarest word is written at \p at.
std::optional<std::size_t> SequenceFinder::beginning(std::string_view zone, std::size_t at) const {
  store::Cursor after(zone.substr(at));
  for (std::size_t i = rarest_; i < words_.size(); ++i)
    if (!words_[i]->contains(after.varint_as<std::uint32_t>())) return std::nullopt;
  for (std::size_t i = rarest_; i-- > 0;) {
    if (at == 0) return std::nullopt;
    at = store::varint_begin(zone, at - 1);
    if (!words_[i]->contains(store::Cursor(zone.substr(at)).varint_as<std::uint32_t>()))
      return std::nullopt;
  }
  return at;
}

bool SequenceFinder::is_in(std::string_view zone) const {
  bool found = false;
  each(zone, [&](std::size_t) {
    found = true;
    return false;
  });
  return found;
}

std::vector<Run> SequenceFinder::runs(std::string_view zone) const {
  std::vector<Run> runs;
  const auto more = static_cast<std::uint32_t>(words_.size() - 1);
  std::size_t counted = 0;  // bytes
  std::uint32_t place = 0;
  each(zone, [&](std::size_t begin) {
    place +=
        static_cast<std::uint32_t>(store::count_varints(zone.substr(counted, begin - counted)));
    counted = begin;
    runs.push_back({place, place + more});
    return true;
  });
  return runs;
}

NearGlance::NearGlance(std::span<const SequenceFinder* const> operands, std::uint32_t distance,
                       std::uint32_t largest) {
  const auto rarest = std::ranges::min_element(operands, {}, &SequenceFinder::commonness);
  const bool is_first = rarest == operands.begin();
  const bool is_last = rarest + 1 == operands.end();
  first_ = *rarest;
  second_ = is_first ? rarest[1] : is_last ? rarest[-1] : std::min(rarest[-1], rarest[1], rarer);
  const std::uint64_t bytes = (static_cast<unsigned>(std::bit_width(largest | 1U)) + 6) / 7;
  second_bytes_ = bytes * second_->words();
  reach_ = bytes * (std::uint64_t{distance} + first_->words()) + second_bytes_;
}

bool NearGlance::may_be_near(std::string_view zone) const {
  bool found = false;
  std::size_t looked = 0;  // no second begins before it, as far as was looked
  first_->each(zone, [&](std::size_t at) {
    const std::size_t from =
        std::max<std::size_t>(at - std::min<std::uint64_t>(at, reach_), looked);
    const std::size_t end = at + std::min<std::uint64_t>(zone.size() - at, reach_);
    if (from < end) found = second_->is_in(zone.substr(from, end - from));
    looked = std::max<std::size_t>(looked, end - std::min<std::uint64_t>(end, second_bytes_));
    return !found;
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
