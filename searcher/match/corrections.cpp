// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/corrections.hpp"

#include "common/text/unicode.hpp"
#include "searcher/match/patterns.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace ae::searching {
namespace {

struct Candidate {
  unsigned edits = 0;
  std::uint64_t count = 0;  ///< how often it is printed
};

std::size_t letters(std::string_view word) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size(); ++count) at += text::decode(word, at).size;
  return count;
}

/// Adds up how often each word near to \p wanted is printed in \p words.
void collect(const store::Words& words, const FuzzyWord& wanted, unsigned edits,
             std::map<std::string_view, Candidate>& out) {
  const char* last = nullptr;  // words of one spelling stand side by side and share its bytes
  Candidate* now = nullptr;
  for (const std::uint32_t number : words.by_folded()) {
    const std::string_view folded = words.folded(number);
    if (std::exchange(last, folded.data()) != folded.data()) {
      const unsigned distance = wanted.distance(folded);
      now = distance == 0 || distance > edits ? nullptr : &out[folded];
      if (now != nullptr) now->edits = distance;
    }
    if (now != nullptr) now->count += words.count(number);
  }
}

/// An edit is as unlikely as a word that is used a hundred times less; people rarely get the first
/// letter wrong.
double likelihood(std::string_view word, const Candidate& candidate, std::string_view typed) {
  constexpr double an_edit = 100;
  constexpr double first_letter = 10;
  const double wrong =
      std::pow(an_edit, candidate.edits) * (word.front() == typed.front() ? 1 : first_letter);
  return static_cast<double>(candidate.count) / wrong;
}

}  // namespace

std::vector<std::string> corrections(std::span<const OpenSegment> segments, std::string_view folded,
                                     std::size_t most) {
  const std::size_t length = letters(folded);
  if (length < 3) return {};
  const unsigned edits = length < 5 ? 1 : 2;
  const FuzzyWord wanted(folded, edits, FuzzyWord::Swaps::one_edit);
  std::map<std::string_view, Candidate> found;
  for (const OpenSegment& open : segments) collect(open.segment.words(), wanted, edits, found);
  std::vector<std::pair<double, std::string_view>> order;
  for (const auto& [word, candidate] : found)
    if (letters(word) >= 3) order.emplace_back(likelihood(word, candidate, folded), word);
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
  std::ranges::partial_sort(order, end, std::greater{});
  order.erase(end, order.end());
  constexpr double far_behind = 100;  // beside a likely word, others are no help
  std::vector<std::string> words;
  for (const auto& [value, word] : order)
    if (value * far_behind >= order.front().first) words.emplace_back(word);
  return words;
}

}  // namespace ae::searching
