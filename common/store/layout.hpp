// SPDX-License-Identifier: GPL-2.0-or-later
/// Names and small files of an archive's folder, known to archive.cpp and archive_writer.cpp only.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace ae::store::layout {

inline constexpr std::string_view marker_file = "ae-archive";
inline constexpr std::string_view lock_file = "lock";
inline constexpr std::string_view current_file = "CURRENT";
inline constexpr std::string_view unfinished_file = "backup-unfinished";  // until it is complete
inline constexpr std::string_view segments = "segments";
inline constexpr std::string_view building = "building-";   // then a segment's name
inline constexpr std::string_view manifests = "manifest-";  // then the revision, six digits or more
inline constexpr std::string_view aside = ".tmp";           // see replace_file

/// Larger ones are refused unread.
inline constexpr std::size_t largest_manifest = std::size_t{1} << 30;  // bytes

[[nodiscard]] std::string manifest_name(std::uint64_t revision);

/// The number in a name that consists of \p prefix and digits; nothing for any other name.
[[nodiscard]] std::optional<std::uint64_t> numbered(std::string_view name,
                                                    std::string_view prefix) noexcept;

/// What CURRENT says: the manifest in force and the checksum of its text.
struct Current {
  std::string manifest;
  std::uint64_t xxh3 = 0;
};
[[nodiscard]] std::string to_text(const Current& current);
/// \throws Error archive_damaged, which names \p path
[[nodiscard]] Current parse_current(std::string_view text, const std::filesystem::path& path);

[[nodiscard]] std::string marker_text(std::string_view archive_id);

/// Reads and checks the marker of the folder \p archive.
/// \returns the archive's id
/// \throws Error no_archive, format_mismatch, archive_damaged, io
[[nodiscard]] std::string read_marker(const std::filesystem::path& archive);

}  // namespace ae::store::layout
