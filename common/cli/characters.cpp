// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/characters.hpp"

#include <utf8proc.h>

#include <algorithm>

namespace ae::cli {

bool is_control(char32_t value) noexcept {
  return value < 0x20 || (value >= 0x7F && value <= 0x9F) || value == 0x061C ||
         (value >= 0x200E && value <= 0x200F) || (value >= 0x2028 && value <= 0x202E) ||
         (value >= 0x2066 && value <= 0x2069);
}

std::size_t columns_of(char32_t value) noexcept {
  if (value < 0x7F) return value < 0x20 ? 0 : 1;
  if (value > 0x10FFFF) return 1;
  return static_cast<std::size_t>(
      std::clamp(utf8proc_charwidth(static_cast<utf8proc_int32_t>(value)), 0, 2));
}

}  // namespace ae::cli
