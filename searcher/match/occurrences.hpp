// SPDX-License-Identifier: GPL-2.0-or-later
/// Where words, phrases and NEAR stand in an article: the walk over its word numbers that both
/// matching and highlighting rest on.
#pragma once

#include "searcher/match/word_scan.hpp"
#include "searcher/match/word_set.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace ae::searching {

/// A run of places in one zone of an article, both ends included.
struct Run {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  friend auto operator<=>(const Run&, const Run&) = default;
};

/// Looks for words that stand one behind the other: for the rarest of them, and only where that
/// stands, for the others.
class SequenceFinder {
 public:
  /// \param words  where empty, nothing is found; must outlive this
  explicit SequenceFinder(std::vector<const NumberSet*> words);

  /// \param zone  as it is written
  [[nodiscard]] bool is_in(std::string_view zone) const;

  /// By beginning; they may overlap.
  [[nodiscard]] std::vector<Run> runs(std::string_view zone) const;

  /// Calls \p visit with the byte at which each of them begins, ascending, until it gives false.
  template <class Visit>
  void each(std::string_view zone, Visit visit) const {
    scan_.each(zone, [&](std::size_t at) {
      const auto begin = beginning(zone, at);
      return !begin || visit(*begin);
    });
  }

  [[nodiscard]] std::size_t words() const noexcept { return words_.size(); }

  /// How often, about, its rarest word stands for one of a text; to compare sequences by.
  [[nodiscard]] double commonness() const noexcept { return commonness_; }

  /// How many times the work, about, that a sequence of rare words takes.
  [[nodiscard]] std::uint64_t passes() const noexcept { return scan_.is_sparse() ? 1 : 8; }

 private:
  [[nodiscard]] std::optional<std::size_t> beginning(std::string_view zone, std::size_t at) const;

  std::vector<const NumberSet*> words_;
  std::size_t rarest_;
  double commonness_;
  WordScan scan_;
};

/// Tells at little cost that the operands of a NEAR stand nowhere near each other: it looks for two
/// of them only, for the second only around the first, and counts bytes instead of places.
class NearGlance {
 public:
  /// \param operands  two or more, in their order; must outlive this
  /// \param largest  number of a word
  NearGlance(std::span<const SequenceFinder* const> operands, std::uint32_t distance,
             std::uint32_t largest);

  /// False where they are not near in \p zone; where it is true, they may be.
  [[nodiscard]] bool may_be_near(std::string_view zone) const;

 private:
  const SequenceFinder* first_;   ///< the rarest
  const SequenceFinder* second_;  ///< the rarer one of those beside it
  std::uint64_t reach_;           ///< bytes on either side of where the first begins
  std::uint64_t second_bytes_;    ///< that the second takes at most
};

/// All of \p lists, each by beginning, in one such list.
[[nodiscard]] std::vector<Run> merged(const std::vector<std::vector<Run>>& lists);

/// Of \p operands (the runs of each, by beginning) those that stand in a chain, each at most
/// \p distance places from one of the next operand, in either order. Empty where there is none.
[[nodiscard]] std::vector<Run> find_near(std::vector<std::vector<Run>> operands,
                                         std::uint32_t distance);

}  // namespace ae::searching
