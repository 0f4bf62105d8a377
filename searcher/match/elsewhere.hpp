// SPDX-License-Identifier: GPL-2.0-or-later
/// What a search asks of articles that are not at hand.
#pragma once

#include "searcher/query/tree.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace ae::searching {

/// Articles that are not at hand, counted where they are.
class Elsewhere {
 public:
  virtual ~Elsewhere() = default;

  /// How many match and were not fetched (\see OpenSegment::sample).
  [[nodiscard]] virtual std::uint64_t total() const = 0;
  /// How many articles in force, fetched ones among them, match \p node alone. \throws LimitReached
  [[nodiscard]] virtual std::uint64_t count(const Node& node) = 0;
  /// How many of the articles of total() do so with \p node, too. \throws LimitReached
  [[nodiscard]] virtual std::uint64_t count_within(const Node& node) = 0;
};

/// How often the values of a field stand in articles that match elsewhere.
struct FacetTally {
  std::map<std::string, std::uint64_t> values;
  std::uint64_t without = 0;                   ///< articles that have no value
  std::map<std::int32_t, std::uint64_t> days;  ///< of dates, by number of the day
};

}  // namespace ae::searching
