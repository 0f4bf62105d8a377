// SPDX-License-Identifier: GPL-2.0-or-later
/// The fragments of an article that show best why it matches.
#pragma once

#include "ae/searcher.hpp"
#include "common/text/tokenizer.hpp"
#include "searcher/match/segment_matcher.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ae::searching {

/// Byte ranges in the text of \p tokens; what stands side by side becomes one range.
[[nodiscard]] std::vector<Span> to_marks(std::span<const Occurrence> found,
                                         std::span<const text::Token> tokens);

struct SnippetOptions {
  std::uint32_t count = 2;    ///< fragments at most
  std::uint32_t bytes = 240;  ///< aimed at for one
};

/// Fragments are slices of \p text, in reading order: whole sentences where they fit, else a run of
/// whole words. One that shows more of the query, and more of it together, is chosen first. Without
/// anything found the text's beginning is shown.
/// \param tokens  of the text, with its gaps; occurrences count places in them
[[nodiscard]] std::vector<Snippet> make_snippets(std::string_view text,
                                                 std::span<const text::Token> tokens,
                                                 std::span<const Occurrence> found,
                                                 const SnippetOptions& options);

}  // namespace ae::searching
