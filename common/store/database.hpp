// SPDX-License-Identifier: GPL-2.0-or-later
/// The only door to Xapian's databases: opens them and turns Xapian's exceptions into ae::Error.
#pragma once

#include "common/store/xapian.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <utility>

namespace ae::store {

/// Opens a sealed glass database for reading. Never follows a stub file: those can run programs.
/// Keep the result on one thread, or move it to another; its reference counts are not atomic.
/// \throws Error archive_damaged, when there is no glass database or it is broken; io
[[nodiscard]] Xapian::Database open_database(const std::filesystem::path& path);

/// Connects to a Xapian server. Whatever it says is not to be believed: its exceptions and
/// answers reach the caller as they are.
/// \param timeout  for each thing that is asked; above 0
/// \throws Xapian::Error
[[nodiscard]] Xapian::Database open_remote(const std::string& host, unsigned port,
                                           std::chrono::milliseconds timeout);

/// Creates a glass database without a termlist in a folder that nobody reads yet. Nothing is
/// synced: ArchiveWriter::publish does that when it seals the segment.
/// \throws Error io
[[nodiscard]] Xapian::WritableDatabase create_database(const std::filesystem::path& path);

/// Rethrows the current Xapian exception as an Error that names \p path.
[[noreturn]] void rethrow_as_error(const std::filesystem::path& path);

/// Runs \p work; whatever Xapian throws in it leaves as an Error that names \p path. Sealed
/// databases never change, so there is no DatabaseModifiedError to retry on.
template <class Work>
decltype(auto) translated(const std::filesystem::path& path, Work&& work) {
  try {
    return std::forward<Work>(work)();
  } catch (const Xapian::Error&) {
    rethrow_as_error(path);
  }
}

}  // namespace ae::store
