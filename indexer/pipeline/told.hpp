// SPDX-License-Identifier: GPL-2.0-or-later
/// The user's table of corrections as the archive remembers it, until another takes its place.
#pragma once

#include "common/store/manifest.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace ae::indexing {

/// Of the archive's manifest.
inline constexpr std::string_view told_setting = "meta";

/// Bytes; some 400,000 lines.
inline constexpr std::size_t largest_told = 32 << 20;

struct Told {
  std::string file;  ///< its name, for evidence
  std::string text;  ///< CSV; empty: nothing is told
};

/// As the value of the setting.
[[nodiscard]] std::string packed(const Told& told);

/// What \p settings hold of it.
[[nodiscard]] Told unpacked_told(const store::Settings& settings);

}  // namespace ae::indexing
