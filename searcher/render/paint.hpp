// SPDX-License-Identifier: GPL-2.0-or-later
/// Colours and links of a terminal (ECMA-48 SGR, OSC 8). What is painted is made harmless.
#pragma once

#include "searcher/render/renderer.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ae::searching::render {

enum class Paint { plain, strong, faint, match };

/// \p text on one line in that colour, where \p style has colours.
[[nodiscard]] std::string painted(std::string_view text, Paint paint, const Style& style);

/// \p text on one line, its marks as Paint::match and the rest as \p paint.
[[nodiscard]] std::string painted(std::string_view text, const std::vector<Span>& marks,
                                  Paint paint, const Style& style);

/// \p shown as a link to the article's file, else to its web address; only on a terminal.
[[nodiscard]] std::string linked(std::string shown, const Hit& hit, const Style& style);

}  // namespace ae::searching::render
