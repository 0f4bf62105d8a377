// SPDX-License-Identifier: GPL-2.0-or-later
/// A range of bytes in some text.
#pragma once

#include <cstddef>
#include <string_view>

namespace ae {

/// Half open: [from, to). The text it counts in is named where the Span is declared.
struct Span {
  std::size_t from = 0;
  std::size_t to = 0;

  [[nodiscard]] constexpr std::size_t size() const noexcept { return to - from; }
  [[nodiscard]] constexpr bool empty() const noexcept { return to <= from; }
  [[nodiscard]] constexpr std::string_view of(std::string_view text) const {
    return text.substr(from, to - from);
  }
  friend constexpr bool operator==(const Span&, const Span&) = default;
};

}  // namespace ae
