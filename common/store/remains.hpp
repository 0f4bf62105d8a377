// SPDX-License-Identifier: GPL-2.0-or-later
/// What is left of an archive whose state in force cannot be read: for ArchiveWriter only.
#pragma once

#include "common/store/manifest.hpp"

#include <filesystem>
#include <optional>

namespace ae::store {

/// The newest manifest in the folder that can be read, in force or not.
/// \throws Error format_mismatch, io
[[nodiscard]] std::optional<Manifest> newest_manifest(const std::filesystem::path& archive);

/// One made of the segments that stand on the disk, without files and tombstones, and without an
/// id. Its revision is none before any there was. \throws Error io
[[nodiscard]] Manifest manifest_of_segments(const std::filesystem::path& archive);

}  // namespace ae::store
