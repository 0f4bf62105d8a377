// SPDX-License-Identifier: GPL-2.0-or-later
/// What finding names remembers from article to article: it costs memory, and changes nothing that
/// is found.
#pragma once

#include "indexer/entities/sum_memory.hpp"
#include "indexer/entities/word_memory.hpp"

namespace ae::indexing {

/// Of one lexicon and one model. Not thread-safe.
struct NameMemory {
  WordMemory words;
  SumMemory sums{};  ///< under keys that are made of the words' numbers

  explicit NameMemory(const Lexicon& lexicon) : words(lexicon) {}

  /// To be called between two articles: forgets where there is too much to remember.
  void make_room() {
    if (words.make_room()) sums.forget();
    sums.make_room();
  }
};

}  // namespace ae::indexing
