// SPDX-License-Identifier: GPL-2.0-or-later
/// Makes the packed word table: names out of public gazetteers, casing out of the training text.
#pragma once

#include "indexer/entities/training/corpus.hpp"
#include "indexer/entities/word_table.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace ae::training {

/// What is to be packed, by key.
class WordLists {
 public:
  /// Counts how \p documents write their words. Comes before names are added: an everyday word is
  /// no city.
  void count_casing(std::span<const Corpus> corpora);

  /// Reads the gazetteers in \p folder that are there (docs/entities.md lists them).
  /// \throws Error io; bad_usage, where none is there
  void add_gazetteers(const std::string& folder);

  /// How a dictionary writes the words that were counted too seldom: \p bytes hold one a line.
  void add_vocabulary(std::string_view bytes);

  void add(std::string_view form, indexing::Kinds kinds);

  /// A table at most three quarters full.
  [[nodiscard]] std::vector<indexing::WordTable::Slot> pack() const;

 private:
  struct Count {
    std::uint32_t lower = 0;
    std::uint32_t capital = 0;
  };

  [[nodiscard]] bool is_everyday(std::string_view form) const;

  std::unordered_map<std::uint64_t, indexing::WordFacts> words_;
};

}  // namespace ae::training
