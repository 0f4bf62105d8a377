// SPDX-License-Identifier: GPL-2.0-or-later
/// The closing report of a run.
#pragma once

#include "indexer/readers/fault.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ae::indexing {

/// Of how many articles a field is known.
struct Known {
  std::string field;
  std::uint64_t known = 0;
  std::uint64_t unknown = 0;
};

/// Inputs that were skipped for one reason.
struct Skipped {
  std::uint64_t count = 0;
  Fault first;
};

struct Report {
  std::uint64_t read = 0;  ///< articles, not files
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t moved = 0;
  std::uint64_t removed = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t skipped = 0;  ///< inputs that no reader takes
  std::uint64_t failed = 0;   ///< inputs that a reader took, but broken
  std::vector<Known> known;   ///< in the order of the table of fields
  double seconds = 0;
  std::uint64_t bytes = 0;               ///< of input as read, decompressed
  std::vector<Fault> faults;             ///< the first failed inputs, at most `faults_kept`
  std::map<std::string, Skipped> skips;  ///< by rule
  bool interrupted = false;              ///< asked to stop: what is left is up to the next run
};

inline constexpr std::size_t faults_kept = 1000;

/// Counts \p fault, and keeps it where there is room.
void add(Report& report, const Fault& fault);

/// The line of counts.
[[nodiscard]] std::string counts_text(const Report& report);

/// The lines of cli.md: one of counts, one a facet field.
[[nodiscard]] std::string to_text(const Report& report);

/// One line of JSON.
[[nodiscard]] std::string to_json(const Report& report);

/// For standard error: each failed input as `FILE:LINE: reason`, at most \p limit of them and then
/// how many more.
[[nodiscard]] std::string faults_text(const Report& report, std::size_t limit);

/// For standard error: what was skipped, a line a reason.
[[nodiscard]] std::string skips_text(const Report& report);

/// 0, or 1 where an input failed or the run was interrupted.
[[nodiscard]] int exit_status(const Report& report) noexcept;

}  // namespace ae::indexing
