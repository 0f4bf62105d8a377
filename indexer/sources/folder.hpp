// SPDX-License-Identifier: GPL-2.0-or-later
/// Walks the PATH arguments safely: regular files only, no symbolic link followed.
#pragma once

#include "indexer/readers/fault.hpp"
#include "indexer/sources/blob.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// A file `NAME.meta.json` with what the user knows of the file NAME beside it.
struct Sidecar {
  std::uint64_t size = 0;     ///< bytes
  std::int64_t modified = 0;  ///< ns since the epoch
};
inline constexpr std::string_view sidecar_ending = ".meta.json";

/// One regular file found under a PATH argument.
struct SourceFile {
  std::string path;           ///< as given plus the relative rest; shown to people
  std::string absolute;       ///< absolute and lexically normal; identifies the file
  std::uint64_t size = 0;     ///< bytes
  std::int64_t modified = 0;  ///< ns since the epoch
  bool named = false;         ///< itself a PATH argument: only there a symbolic link is followed
  std::string below{};        ///< the relative rest of path; a file that is a PATH: its name
  std::optional<Sidecar> sidecar{};
};

/// Every regular file under \p root in a stable order (bytewise by path). \p root may be a file.
/// Links, devices, pipes and sockets are left out, and so is whatever begins with a dot, as `.git`
/// (\p root itself may). Names may be any bytes. Unreadable folders and paths too long for the
/// system go to \p faults as failed: what stands there is unknown, not gone.
/// A sidecar is found with its file, and is none of its own.
/// \p skip is a folder never entered: the archive itself, should it stand inside.
/// \throws ae::Error io, when \p root itself does not exist or cannot be read
[[nodiscard]] std::vector<SourceFile> walk(const std::string& root,
                                           const std::filesystem::path& skip,
                                           const FaultSink& faults);

/// Opens \p file for reading, decompressed where it is gzip or Zstandard data (by content). Data
/// that turn out to be cut off or damaged give their sound beginning first, then Error io.
/// \throws ae::Error io, when it cannot be opened or is no longer a regular file
[[nodiscard]] Blob open_blob(const SourceFile& file);

/// Standard input as JSON Lines, under the path `-`.
[[nodiscard]] Blob open_standard_input();

/// XXH3 of the file's bytes as they stand on disk. Holes count by their place and are not read: a
/// file of a terabyte may hold nothing.
/// \throws ae::Error io
[[nodiscard]] std::uint64_t content_hash(const SourceFile& file);

}  // namespace ae::indexing
