// SPDX-License-Identifier: GPL-2.0-or-later
/// Cuts a text into sentences, so that fragments begin and end where a reader would.
#pragma once

#include "ae/span.hpp"
#include "common/text/tokenizer.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace ae::searching {

/// Sentences of \p text in order, without the white space around them. Paragraphs and gaps end one.
/// \param tokens  of the text, with its gaps
[[nodiscard]] std::vector<Span> find_sentences(std::string_view text,
                                               std::span<const text::Token> tokens);

}  // namespace ae::searching
