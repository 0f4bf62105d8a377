// SPDX-License-Identifier: GPL-2.0-or-later
/// Learns the weights of one pass: a linear-chain conditional random field over hashed features.
#pragma once

#include "indexer/entities/model.hpp"
#include "indexer/entities/training/corpus.hpp"
#include "indexer/entities/votes.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace ae::training {

struct Settings {
  unsigned row_bits = 18;
  unsigned epochs = 6;
  float rate = 0.01F;   ///< step of AdaGrad; larger ones learn names by heart
  float decay = 1e-3F;  ///< pull of every touched weight towards 0
};

/// Runs of tokens with their features, laid out flat.
struct Examples {
  struct Sequence {
    std::size_t first = 0;  ///< index in `starts` and `allowed`
    std::uint32_t size = 0;
    float weight = 1;
  };
  std::vector<Sequence> sequences;
  std::vector<std::uint32_t> features;    ///< hashes
  std::vector<std::size_t> starts = {0};  ///< of each token's features; one more at the end
  std::vector<Allowed> allowed;           ///< of each token
};

/// Adds the runs of \p document. \p votes: null for the first pass.
void add_examples(const Prepared& document, const indexing::Votes* votes, Examples& examples);

/// The same examples and settings give the same weights, bit by bit.
[[nodiscard]] indexing::PassWeights train_pass(const Examples& examples, const Settings& settings);

}  // namespace ae::training
