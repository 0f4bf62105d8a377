// SPDX-License-Identifier: GPL-2.0-or-later
/// See votes.hpp.
#include "indexer/entities/votes.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace ae::indexing {
namespace {

constexpr std::size_t votable = name_type_count + 1;  // the last one: in no name

struct Counts {
  std::uint64_t key = 0;
  std::array<std::uint32_t, votable> types{};
  std::array<std::uint32_t, 4> positions{};
  bool taken = false;
};

/// Counts by key; open addressing over the tokens of one article.
class Ballot {
 public:
  explicit Ballot(std::size_t most) : slots_(std::bit_ceil(2 * most + 2)) {}

  Counts& of(std::uint64_t key) {
    const auto mask = slots_.size() - 1;
    auto at = static_cast<std::size_t>(key) & mask;
    while (slots_[at].taken && slots_[at].key != key) at = (at + 1) & mask;
    slots_[at].taken = true;
    slots_[at].key = key;
    return slots_[at];
  }

 private:
  std::vector<Counts> slots_;
};

std::size_t type_index(Label label) {
  return label == outside ? name_type_count : static_cast<std::size_t>(type_of(label));
}

// 0 for no votes; else type, purity (three steps) and number (three steps).
std::uint8_t code_of(const std::array<std::uint32_t, votable>& votes, std::size_t but) {
  std::array<std::uint32_t, votable> left = votes;
  if (left[but] > 0) --left[but];
  std::uint32_t all = 0;
  for (const auto votes_of_type : left) all += votes_of_type;
  if (all == 0) return 0;
  const auto best = std::max_element(left.begin(), left.end());
  const auto purity = *best == all ? 2U : (*best * 3 >= all * 2 ? 1U : 0U);
  const auto number = all >= 4 ? 2U : (all >= 2 ? 1U : 0U);
  return static_cast<std::uint8_t>(
      1 + (static_cast<unsigned>(best - left.begin()) * 3 + purity) * 3 + number);
}

std::uint8_t position_code(const Counts& counts, Label own) {
  auto left = counts.positions;
  if (own != outside) {
    auto& here = left[static_cast<std::size_t>(position_of(own))];
    if (here > 0) --here;
  }
  const auto best = std::max_element(left.begin(), left.end());
  return *best == 0 ? std::uint8_t{0} : static_cast<std::uint8_t>(1 + (best - left.begin()));
}

/// Calls \p each with [from, to) and the type of every name that \p labels describe.
template <class Each>
void for_names(std::span<const Span> runs, std::span<const Label> labels, Each each) {
  for (const auto& run : runs) {
    for (auto i = run.from; i < run.to; ++i) {
      if (labels[i] == outside) continue;
      const auto from = i;
      while (i + 1 < run.to && is_open(labels[i])) ++i;
      each(from, i + 1, type_of(labels[from]));
    }
  }
}

}  // namespace

Votes count_votes(std::span<const Token> tokens, std::span<const Span> runs,
                  std::span<const Label> labels) {
  std::size_t candidates = 0;
  for (const auto& run : runs) candidates += run.size();
  Ballot words(candidates);
  Ballot wholes(candidates);
  for (const auto& run : runs) {
    for (auto i = run.from; i < run.to; ++i) {
      auto& counts = words.of(tokens[i].key);
      ++counts.types[type_index(labels[i])];
      if (labels[i] != outside)
        ++counts.positions[static_cast<std::size_t>(position_of(labels[i]))];
    }
  }
  for_names(runs, labels, [&](std::size_t from, std::size_t to, NameType type) {
    ++wholes.of(phrase_key(tokens.subspan(from, to - from))).types[static_cast<std::size_t>(type)];
  });
  Votes votes(tokens.size());
  for (const auto& run : runs) {
    for (auto i = run.from; i < run.to; ++i) {
      const auto& counts = words.of(tokens[i].key);
      votes[i].own = static_cast<std::uint8_t>(labels[i] + 1);
      votes[i].elsewhere = code_of(counts.types, type_index(labels[i]));
      votes[i].position = position_code(counts, labels[i]);
    }
  }
  for_names(runs, labels, [&](std::size_t from, std::size_t to, NameType type) {
    const auto code = code_of(wholes.of(phrase_key(tokens.subspan(from, to - from))).types,
                              static_cast<std::size_t>(type));
    for (auto i = from; i < to; ++i) votes[i].whole = code;
  });
  return votes;
}

}  // namespace ae::indexing
