// SPDX-License-Identifier: GPL-2.0-or-later
/// What the tokeniser needs to know of Unicode: code points, classes, folding.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ae::text {

/// One decoded code point. Bytes that are no UTF-8 decode one at a time, as invalid.
struct CodePoint {
  static constexpr char32_t invalid = 0xFFFFFFFF;
  char32_t value = invalid;
  std::uint8_t size = 1;  ///< bytes it takes; never 0
};

/// The code point that starts at \p at, which must be < text.size().
[[nodiscard]] CodePoint decode(std::string_view text, std::size_t at) noexcept;

/// The code point that ends at \p end (exclusive), which must be > 0.
[[nodiscard]] CodePoint decode_before(std::string_view text, std::size_t end) noexcept;

void append_utf8(std::string& out, char32_t value);

enum class CharClass : std::uint8_t {
  other,
  letter,  ///< also the marks that follow a letter
  digit,
  cjk,  ///< scripts written without spaces: Han, Kana, Hangul
};
[[nodiscard]] CharClass classify(char32_t value) noexcept;

[[nodiscard]] bool is_upper(char32_t value) noexcept;

/// Lower case, accents and compatibility forms kept: what a stemmer expects.
[[nodiscard]] std::string lower(std::string_view word);

/// Lower case without accents: café -> cafe, Straße -> strasse, Łódź -> lodz. Accents are taken
/// off Latin and Greek letters only; elsewhere they make other letters (й is not и).
[[nodiscard]] std::string fold(std::string_view word);

/// True where \p text holds ASCII only.
[[nodiscard]] bool is_ascii(std::string_view text) noexcept;

/// \p limit, or the nearest place before it where a UTF-8 sequence of \p text begins.
[[nodiscard]] std::size_t floor_boundary(std::string_view text, std::size_t limit) noexcept;

}  // namespace ae::text
