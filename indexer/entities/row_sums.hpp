// SPDX-License-Identifier: GPL-2.0-or-later
/// Sums of rows of weights: the innermost loop of finding names.
#pragma once

#include "indexer/entities/kernel.hpp"
#include "indexer/entities/model.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace ae::indexing {

/// What one pass makes of a token: a number a label but `outside`, whose number is 0.
using Scores = std::array<std::int16_t, row_width>;

/// Those of both passes; the second's stay 0 where there is one pass.
using PassScores = std::array<Scores, 2>;

/// Adds to \p sums the rows of both passes, or of the one, that begin at the indices \p at.
void add_rows(const Weights& weights, std::span<const std::uint32_t> at, PassScores& sums,
              Kernel kernel = Kernel::widest);

/// Adds to \p sums the rows of the second pass alone; there is one.
void add_second_rows(const Weights& weights, std::span<const std::uint32_t> at, Scores& sums,
                     Kernel kernel = Kernel::widest);

}  // namespace ae::indexing
