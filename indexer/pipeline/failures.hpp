// SPDX-License-Identifier: GPL-2.0-or-later
/// Inputs that failed, as the archive remembers them until they succeed or vanish.
#pragma once

#include "indexer/readers/fault.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace ae::indexing {

/// What failed in one file.
struct FailedFile {
  std::string shown;          ///< its path
  std::uint64_t failed = 0;   ///< records; 1 where the file itself cannot be read
  std::vector<Fault> faults;  ///< the first of them
};

/// By path. \throws Error no_archive, format_mismatch, archive_damaged, io
[[nodiscard]] std::vector<FailedFile> failures_of(const std::filesystem::path& archive);

/// `FILE:LINE: reason [rule]`, a line each.
[[nodiscard]] std::string to_text(const std::vector<FailedFile>& files);

/// A line of JSON for each.
[[nodiscard]] std::string to_json(const std::vector<FailedFile>& files);

}  // namespace ae::indexing
