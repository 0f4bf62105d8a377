// SPDX-License-Identifier: GPL-2.0-or-later
/// Packs text in every way that is unpacked, for tests of that.
#pragma once

#include <string>
#include <string_view>

namespace ae::test {

[[nodiscard]] std::string gzip(std::string_view text);
[[nodiscard]] std::string zstd(std::string_view text);
[[nodiscard]] std::string xz(std::string_view text);
[[nodiscard]] std::string bzip2(std::string_view text);
[[nodiscard]] std::string brotli(std::string_view text);

/// A tar file of one member.
[[nodiscard]] std::string tar(std::string_view name, std::string_view text);
/// A ZIP file of one member, stored as it is.
[[nodiscard]] std::string zip(std::string_view name, std::string_view text, bool encrypted = false);

}  // namespace ae::test
