// SPDX-License-Identifier: GPL-2.0-or-later
/// Text for people: harmless on a terminal, measured in columns, wrapped.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ae::cli {

/// \p text on one line without anything that could take over a terminal: white space of any kind
/// becomes single spaces, controls and bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string one_line(std::string_view text);

/// The same, but line ends and tabs stay.
[[nodiscard]] std::string many_lines(std::string_view text);

/// Terminal columns that \p text takes. Escape sequences of ours (colours, links) take none.
[[nodiscard]] std::size_t columns(std::string_view text) noexcept;

/// Shortened to \p width columns, with "…" for what was cut. \p text holds no escape sequences.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t width);

/// Padded with spaces to \p width columns.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

/// The words of \p text in lines of at most \p width columns, longer words alone; each line begins
/// with \p indent spaces, counted in the width. Lines already in \p text stay apart. Ends without
/// a line end.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

/// Two columns: terms, and their meanings wrapped beside them.
struct Pair {
  std::string term;
  std::string meaning;
};
[[nodiscard]] std::string two_columns(const std::vector<Pair>& rows, std::size_t width);

/// 20715 as "20,715".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// "1 article", "2 articles".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

/// 4096 as "4.1 kB".
[[nodiscard]] std::string byte_count(std::uint64_t bytes);

}  // namespace ae::cli
