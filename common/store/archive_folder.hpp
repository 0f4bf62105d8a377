// SPDX-License-Identifier: GPL-2.0-or-later
/// The folder of an archive as those see it who write one: its lock, its marker, and how a manifest
/// comes into force. Known to the writers of common/store/ only.
#pragma once

#include "common/store/files.hpp"
#include "common/store/manifest.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ae::store {

/// Names in a folder, in no order; none where it does not exist. \throws Error io
[[nodiscard]] std::vector<std::string> names_in(const std::filesystem::path& folder);

/// With those above it. \throws Error io
void create_folder(const std::filesystem::path& folder);

/// The same, and every name that it makes survives a power cut, those of folders above as well.
void create_folder_synced(const std::filesystem::path& folder);

/// Best effort: what stays is removed by the next writer.
void remove_tree(const std::filesystem::path& path) noexcept;

/// Whatever it is: no link is followed.
[[nodiscard]] bool is_there(const std::filesystem::path& path) noexcept;

/// So that a path inside has the archive's as its parent.
[[nodiscard]] std::filesystem::path without_slash(const std::filesystem::path& path);

/// Becomes the one writer of a folder. The lock lasts as long as the handle, and goes with the
/// process however that ends.
/// \throws Error archive_locked (naming the process), io
[[nodiscard]] FileHandle lock(const std::filesystem::path& archive);

/// Whether a creation that was interrupted before the marker may have left \p name.
[[nodiscard]] bool is_creation_leftover(std::string_view name) noexcept;

/// Brings \p manifest into force. \returns the new text of CURRENT
/// \throws Error io
std::string put_in_force(const std::filesystem::path& archive, const Manifest& manifest);

/// Makes the folder an archive. It comes last: a folder without marker is no archive yet.
/// \throws Error io
void mark(const std::filesystem::path& archive, std::string_view id);

}  // namespace ae::store
