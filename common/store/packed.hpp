// SPDX-License-Identifier: GPL-2.0-or-later
/// Text made small by zstd, for a setting of the manifest that would be too large as it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ae::store {

[[nodiscard]] std::string pack(std::string_view text);

/// What pack() was given; nothing for other bytes, or where it is larger than \p limit bytes.
[[nodiscard]] std::optional<std::string> unpack(std::string_view packed, std::size_t limit);

}  // namespace ae::store
