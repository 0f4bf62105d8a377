// SPDX-License-Identifier: GPL-2.0-or-later
/// Tells the body of a scraped text from what stands around it: captions, player and page
/// furniture, trailers.
#pragma once

#include "indexer/readers/article.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// A run of the source text that is no body text.
struct Block {
  Span bytes;        ///< in Article::text
  std::string text;  ///< without markers ("IMAGE:"), white space trimmed
  std::string rule;  ///< why it is no body text
};

/// \p text taken apart. Every byte that is not white space is in body or in one of the blocks.
struct Blocks {
  std::vector<Span> body;  ///< in order; each is one uninterrupted run of the source
  std::vector<Block> captions;
  std::vector<Block> boilerplate;
  std::vector<Claim> claims;  ///< what a trailer or marker says: title, outlet, url, ...
};

[[nodiscard]] Blocks find_blocks(std::string_view text);

/// The same where the format marks some of the text: \p parts become blocks as they are, and the
/// rules look at the rest.
[[nodiscard]] Blocks find_blocks(std::string_view text, const std::vector<Part>& parts);

}  // namespace ae::indexing
