// SPDX-License-Identifier: GPL-2.0-or-later
/// How a name that no list shows is written where it is displayed.
#pragma once

#include <string>
#include <string_view>

namespace ae::indexing {

/// \p form with one space for any white space.
[[nodiscard]] std::string tidy(std::string_view form);

/// "Ana Reyes" for "ANA REYES"; initials and mixed case are left alone.
[[nodiscard]] std::string without_shouting(std::string name);

}  // namespace ae::indexing
