// SPDX-License-Identifier: GPL-2.0-or-later
/// How far two short ASCII names are apart; for "did you mean".
#pragma once

#include <cstddef>
#include <string_view>

namespace ae::text {

/// Levenshtein distance in bytes. Costs a.size() * b.size(): meant for names.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace ae::text
