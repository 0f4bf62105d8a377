// SPDX-License-Identifier: GPL-2.0-or-later
/// From annotated text and gazetteers to a model file.
#pragma once

#include "indexer/entities/training/corpus.hpp"
#include "indexer/entities/training/crf.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::training {

struct TrainOptions {
  Settings settings;
  unsigned passes = 2;
  unsigned folds = 3;  ///< into which the text is cut to have the first pass tag what it never saw
  std::string lists;   ///< folder of gazetteers; empty: none
};

/// The bytes of a model. \p progress is told each step.
/// \throws Error io, bad_usage
[[nodiscard]] std::string train(const std::vector<Corpus>& corpora, const TrainOptions& options,
                                const std::function<void(std::string_view)>& progress);

}  // namespace ae::training
