// SPDX-License-Identifier: GPL-2.0-or-later
/// System calls past all that is interposed here.
#pragma once

#include <string>
#include <string_view>

namespace ae::crash {

/// Adds \p text to the end of a file, which it creates.
void append_raw(const char* path, std::string_view text) noexcept;

/// The beginning of a file, at most 4096 bytes; empty where it cannot be read.
[[nodiscard]] std::string read_raw(const std::string& path);

/// The path behind a descriptor, as of now.
[[nodiscard]] std::string path_of(int file);

}  // namespace ae::crash
