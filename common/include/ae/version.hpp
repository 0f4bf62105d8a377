// SPDX-License-Identifier: GPL-2.0-or-later
/// Which ae this is.
#pragma once

#include <string_view>

namespace ae {

inline constexpr std::string_view version = "0.1.0";

}  // namespace ae
