// SPDX-License-Identifier: GPL-2.0-or-later
/// A second archive with the same content.
#pragma once

#include <cstdint>
#include <filesystem>

namespace ae::store {

struct BackedUp {
  std::uint64_t revision = 0;
  std::uint64_t articles = 0;
  std::uint64_t bytes = 0;
};

/// Copies the state in force of \p archive to \p to, which is then an archive itself. Takes no lock
/// of \p archive and writes nothing there: runs and searches go on. Every byte is compared with its
/// checksum on the way. Where it throws, or breaks off, \p to is no archive.
/// \param to  does not exist, is empty, or holds what an earlier call that broke off has left
/// \throws Error archive_damaged (the file of \p archive is named), no_archive, format_mismatch;
///   bad_usage, when \p to holds something else; archive_locked, when another backup goes to there;
///   io
[[nodiscard]] BackedUp back_up(const std::filesystem::path& archive,
                               const std::filesystem::path& to);

}  // namespace ae::store
