// SPDX-License-Identifier: GPL-2.0-or-later
/// From any bytes to the one form in which text is stored: NFC UTF-8, "\n" line ends, nothing
/// invisible.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ae::indexing {

struct Utf8 {
  std::string text;
  std::uint64_t replaced = 0;  ///< bytes that became U+FFFD
};

/// How \p bytes fare as UTF-8.
struct Utf8Survey {
  std::uint64_t sound = 0;    ///< characters of several bytes
  std::uint64_t unsound = 0;  ///< bytes that belong to no character
  std::uint64_t letters = 0;  ///< unsound bytes that Windows-1252 reads as letters or quotes
};
[[nodiscard]] Utf8Survey survey(std::string_view bytes) noexcept;

/// Whether the unsound bytes are best read as Windows-1252, rather than as damage to UTF-8.
[[nodiscard]] bool looks_like_windows_1252(const Utf8Survey& found, std::size_t size) noexcept;

/// Makes valid UTF-8 of \p bytes. What is none is read as Windows-1252 where that gives letters
/// and typographic signs, else each byte becomes U+FFFD.
[[nodiscard]] Utf8 repair_utf8(std::string_view bytes);

/// NFC; CR, CRLF, form feed, vertical tab, U+2028 and U+2029 become "\n"; other controls but tab,
/// the soft hyphen, U+200B, U+2060 and U+FEFF go; C1 controls are read as Windows-1252, as HTML
/// does. A run of over 30 combining marks is broken by U+034F (UAX #15, stream-safe text), so that
/// no text takes more than linear time. \p utf8 must be valid.
[[nodiscard]] std::string normalise(std::string_view utf8);

/// normalise(), white space runs become one space, none at the ends: for values of one line.
[[nodiscard]] std::string normalise_line(std::string_view utf8);

/// Whether there is nothing but white space in \p text.
[[nodiscard]] bool is_blank(std::string_view text) noexcept;

}  // namespace ae::indexing
