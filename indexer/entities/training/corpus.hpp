// SPDX-License-Identifier: GPL-2.0-or-later
/// The annotated texts that a model learns from, as its recipe lists them.
#pragma once

#include "indexer/entities/facts.hpp"
#include "indexer/entities/lost_case.hpp"
#include "indexer/entities/training/bio.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::training {

/// One line of a recipe: FILE WEIGHT JOIN [FLAG]...
struct Source {
  std::string file;
  float weight = 1;       ///< how much one of its sentences counts
  std::size_t join = 1;   ///< sentences an article, where the file marks none
  bool misc = false;      ///< it annotates names of other types too
  bool titles = false;    ///< titles stand inside people: take them out
  bool demonyms = false;  ///< demonyms are places: they are names of another type
  bool caseless = false;  ///< half of it is also learnt without its capitals, or all in capitals
};

/// Empty lines and lines that begin with `#` are left out.
/// \throws Error bad_usage, for a line that cannot be read
[[nodiscard]] std::vector<Source> read_recipe(std::string_view text);

struct Corpus {
  Source source;
  std::vector<BioDocument> documents;
};

/// Takes out every document that shares a sentence of eight words or more with one of \p held.
void hold_out(std::vector<Corpus>& corpora, std::span<const BioDocument> held);

/// \p document in small letters or in capitals, those of ASCII.
[[nodiscard]] BioDocument without_case(BioDocument document, indexing::LostCase lost);

/// Labels that gold allows for one token: a bit each.
using Allowed = std::uint32_t;
inline constexpr Allowed any_label = (1U << indexing::label_count) - 1;

/// A document as the tagger sees it, with what gold says.
struct Prepared {
  std::string text;
  std::vector<indexing::Token> tokens;
  std::vector<Span> runs;
  std::vector<indexing::Fact> facts;
  std::vector<Allowed> allowed;  ///< one a token
  float weight = 1;

  [[nodiscard]] indexing::Sight sight() const noexcept { return {text, tokens, runs, facts}; }
};

[[nodiscard]] Prepared prepare(const BioDocument& document, const Source& source,
                               const indexing::Lexicon& lexicon);

}  // namespace ae::training
