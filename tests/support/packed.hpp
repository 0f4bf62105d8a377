// SPDX-License-Identifier: GPL-2.0-or-later
/// Packs text as gzip and Zstandard, for tests of what unpacks it.
#pragma once

#include <string>
#include <string_view>

namespace ae::test {

[[nodiscard]] std::string gzip(std::string_view text);
[[nodiscard]] std::string zstd(std::string_view text);

}  // namespace ae::test
