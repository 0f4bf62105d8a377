// SPDX-License-Identifier: GPL-2.0-or-later
/// The most likely labels of an article's tokens under a model.
#pragma once

#include "indexer/entities/facts.hpp"
#include "indexer/entities/model.hpp"
#include "indexer/entities/sum_memory.hpp"

#include <vector>

namespace ae::indexing {

/// One label a token: valid sequences in every run, `outside` elsewhere. With two passes the
/// second one's, which has read the first one's votes.
/// \p sums is of these weights and of the words' numbers in \p sight.
[[nodiscard]] std::vector<Label> find_labels(const Sight& sight, const Weights& weights,
                                             SumMemory& sums);

}  // namespace ae::indexing
