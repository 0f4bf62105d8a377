// SPDX-License-Identifier: GPL-2.0-or-later
/// Text annotated with names, one token and tag a line, and the strict measure over it.
#pragma once

#include "ae/span.hpp"
#include "indexer/entities/mention.hpp"

#include <array>
#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace ae::test {

struct BioName {
  std::size_t from = 0;  ///< index of the first token
  std::size_t to = 0;
  indexing::EntityType type = indexing::EntityType::person;
  friend bool operator==(const BioName&, const BioName&) = default;
};

/// One article: its text put together from tokens, where they stand in it, the names in it.
struct BioDocument {
  std::string text;
  std::vector<Span> tokens;
  std::vector<BioName> names;  ///< in order; other types than people, orgs, places are left out
};

/// Documents end at "-DOCSTART-" lines; without any, every sentence is one.
[[nodiscard]] std::vector<BioDocument> read_bio(std::istream& in);

/// Counts of names; equal means same tokens and same type.
struct Score {
  std::size_t right = 0;
  std::size_t found = 0;
  std::size_t wanted = 0;

  [[nodiscard]] double precision() const;
  [[nodiscard]] double recall() const;
  [[nodiscard]] double f1() const;
};

/// One score a type, in the order of EntityType.
using Scores = std::array<Score, 3>;

/// Runs the extractor over \p document and adds to \p scores.
void score(const BioDocument& document, Scores& scores);

/// The types together.
[[nodiscard]] Score total(const Scores& scores);

}  // namespace ae::test
