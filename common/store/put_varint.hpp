// SPDX-License-Identifier: GPL-2.0-or-later
/// Varints written where room was made for them: for lists of many.
#pragma once

#include <cstddef>
#include <cstdint>

namespace ae::store {

/// Of a varint of 32 bits, and what put_varint() may write beyond it.
inline constexpr std::size_t most_varint_bytes = 5;

/// Writes what append_varint() appends, to where most_varint_bytes may be written.
/// \returns the place behind it
inline char* put_varint(char* to, std::uint32_t value) noexcept {
  // Nearly all are of one byte or two; which of them comes next, no processor can predict, so there
  // is no branch on it.
  for (; value >= 0x4000; value >>= 7) *to++ = static_cast<char>(value | 0x80);
  const std::uint32_t goes_on = value >= 0x80 ? 1 : 0;
  to[0] = static_cast<char>(value | goes_on << 7);
  to[1] = static_cast<char>(value >> 7);
  return to + 1 + goes_on;
}

}  // namespace ae::store
