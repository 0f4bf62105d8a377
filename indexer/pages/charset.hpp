// SPDX-License-Identifier: GPL-2.0-or-later
/// From the bytes of a web page or mail to UTF-8, whatever they are written in.
#pragma once

#include "indexer/readers/normalise.hpp"

#include <string>
#include <string_view>

namespace ae::indexing {

/// Reads \p html in the charset of its byte order mark, else the one declared, else the one that
/// its bytes look like. A declaration that the bytes belie is not believed.
/// \param declared  what came with it, as in an HTTP header; may be empty
[[nodiscard]] Utf8 html_to_utf8(std::string_view html, std::string_view declared = {});

/// The same for text that declares nothing itself.
[[nodiscard]] Utf8 text_to_utf8(std::string_view text, std::string_view declared = {});

/// "text/html; charset=\"ISO-8859-1\"" -> "ISO-8859-1"; empty where none is named.
[[nodiscard]] std::string_view charset_of(std::string_view content_type);

}  // namespace ae::indexing
