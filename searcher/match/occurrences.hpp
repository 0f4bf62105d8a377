// SPDX-License-Identifier: GPL-2.0-or-later
/// Where words, phrases and NEAR stand in an article: the walk over its word sequence that both
/// matching and highlighting rest on.
#pragma once

#include "common/store/words.hpp"
#include "searcher/match/word_set.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace ae::searching {

/// A run of places in one zone of an article, both ends included.
struct Run {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  friend auto operator<=>(const Run&, const Run&) = default;
};

/// The runs where \p words stand one behind the other in \p zone, by beginning; they may overlap.
[[nodiscard]] std::vector<Run> find_sequence(std::span<const NumberSet* const> words,
                                             std::span<const std::uint32_t> zone);

/// Whether there is such a run.
[[nodiscard]] bool has_sequence(std::span<const NumberSet* const> words,
                                std::span<const std::uint32_t> zone);

/// All of \p lists, each by beginning, in one such list.
[[nodiscard]] std::vector<Run> merged(const std::vector<std::vector<Run>>& lists);

/// Of \p operands (the runs of each, by beginning) those that stand in a chain, each at most
/// \p distance places from one of the next operand, in either order. Empty where there is none.
[[nodiscard]] std::vector<Run> find_near(std::vector<std::vector<Run>> operands,
                                         std::uint32_t distance);

}  // namespace ae::searching
