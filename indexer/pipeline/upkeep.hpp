// SPDX-License-Identifier: GPL-2.0-or-later
/// What an archive holds, for people.
#pragma once

#include <filesystem>
#include <string>

namespace ae::indexing {

/// Articles, segments, bytes by part, how much is known; a line each.
/// \throws Error no_archive, format_mismatch, archive_damaged, io
[[nodiscard]] std::string stats_text(const std::filesystem::path& archive);

}  // namespace ae::indexing
