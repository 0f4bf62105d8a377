// SPDX-License-Identifier: GPL-2.0-or-later
/// The strict measure over annotated text: a name counts when it has the same tokens and type.
#pragma once

#include "indexer/entities/lexicon.hpp"
#include "indexer/entities/model.hpp"
#include "indexer/entities/training/bio.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace ae::training {

struct Score {
  std::size_t right = 0;
  std::size_t found = 0;
  std::size_t wanted = 0;

  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
  Score& operator+=(const Score& more);
};

/// One score a type, in the order of EntityType.
using Scores = std::array<Score, 3>;

/// The types together.
[[nodiscard]] Score total(const Scores& scores);

/// What is measured.
struct Extraction {
  const indexing::Lexicon& lexicon;
  const indexing::Weights& weights;
  bool resolved = false;  ///< what the resolver makes of the tagger's names
};

/// Adds \p document to \p scores. \p errors, where given, takes a line for each name missed (-) or
/// wrong (+).
void score(const BioDocument& document, const Extraction& extraction, Scores& scores,
           std::vector<std::string>* errors = nullptr);

}  // namespace ae::training
