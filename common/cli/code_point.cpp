// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/code_point.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace ae::cli {

CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {.value = first};
  const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const auto left = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size() - at, 4));
  utf8proc_int32_t value = 0;
  const utf8proc_ssize_t size = utf8proc_iterate(bytes, left, &value);
  if (size <= 0 || value < 0) return {.value = 0xFFFD, .valid = false};
  return {.value = static_cast<char32_t>(value), .size = static_cast<std::size_t>(size)};
}

bool is_control(char32_t value) noexcept {
  return value < 0x20 || (value >= 0x7F && value <= 0x9F) || value == 0x061C ||
         (value >= 0x200E && value <= 0x200F) || (value >= 0x2028 && value <= 0x202E) ||
         (value >= 0x2066 && value <= 0x2069);
}

std::size_t columns_of(char32_t value) noexcept {
  if (value < 0x7F) return value < 0x20 ? 0 : 1;
  return static_cast<std::size_t>(
      std::clamp(utf8proc_charwidth(static_cast<utf8proc_int32_t>(value)), 0, 2));
}

}  // namespace ae::cli
