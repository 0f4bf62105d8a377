// SPDX-License-Identifier: GPL-2.0-or-later
/// Text annotated with names: a token, a tab and a BIO tag a line, an empty line between sentences.
#pragma once

#include "ae/span.hpp"
#include "indexer/entities/labels.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ae::training {

struct BioName {
  std::size_t from = 0;  ///< index of the first token
  std::size_t to = 0;
  indexing::NameType type = indexing::NameType::person;
  friend bool operator==(const BioName&, const BioName&) = default;
};

/// One article: its text put together from tokens, where they stand in it, the names in it.
struct BioDocument {
  std::string text;
  std::vector<Span> tokens;
  std::vector<std::size_t> sentences;  ///< index of the first token of each
  std::vector<BioName> names;          ///< in order; MISC and any other type as NameType::other
};

/// Documents end at "-DOCSTART-" lines; without any, \p join sentences are one.
[[nodiscard]] std::vector<BioDocument> read_bio(std::string_view bytes, std::size_t join);

/// All of a file, unpacked where it is gzip or Zstandard data.
/// \throws Error io
[[nodiscard]] std::string read_file(const std::string& path);

}  // namespace ae::training
