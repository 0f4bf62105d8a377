// SPDX-License-Identifier: GPL-2.0-or-later
/// The best labels of a run, given a score of each label at each of its tokens: Viterbi.
#pragma once

#include "indexer/entities/kernel.hpp"
#include "indexer/entities/labels.hpp"
#include "indexer/entities/model.hpp"
#include "indexer/entities/row_sums.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace ae::indexing {

/// A number for each type of name, in one register.
using Types [[gnu::vector_size(4 * name_type_count)]] = std::int32_t;

/// A number for each label, those of a position side by side: what may follow depends on the
/// position, and a step takes the types together.
struct ByPosition {
  std::array<Types, 4> names{};
  std::int32_t none = 0;

  [[nodiscard]] std::int32_t of(Label label) const noexcept {
    if (label == outside) return none;
    const auto type = static_cast<std::size_t>(type_of(label));
    return names[static_cast<std::size_t>(position_of(label))][type];
  }
  [[nodiscard]] Types& at(Position position) noexcept {
    return names[static_cast<std::size_t>(position)];
  }
  [[nodiscard]] const Types& at(Position position) const noexcept {
    return names[static_cast<std::size_t>(position)];
  }
};

/// The labels behind which no name goes on, in their order.
inline constexpr auto closed_labels = [] {
  std::array<Label, 2 * name_type_count + 1> labels{};
  std::size_t count = 0;
  for (Label label = 0; label < label_count; ++label)
    if (!is_open(label)) labels[count++] = label;
  return labels;
}();

/// What it costs to go from label to label, as a step needs it.
struct Costs {
  std::array<ByPosition, closed_labels.size()> from_closed;  ///< beside closed_labels
  std::array<ByPosition, 2> from_open;  ///< from begin and inside, the type staying the same
  ByPosition to_none;                   ///< from each closed label to none
};

/// Finds the best path through one run after the other under one pass's transitions.
class BestPath {
 public:
  explicit BestPath(const Transitions& transitions, Kernel kernel = Kernel::widest);

  /// Sets \p labels, one for each of \p scores. Of equally good ones the first label.
  void find(std::span<const Scores> scores, std::span<Label> labels);

 private:
  [[nodiscard]] Label find_alone(const Scores& scores) const;
  [[nodiscard]] Label before(const ByPosition& best, Label next) const;

  const Transitions& transitions_;
  Kernel kernel_;
  Costs costs_;
  std::vector<ByPosition> best_;  ///< the best score of a path that ends so, by token; reused
};

}  // namespace ae::indexing
