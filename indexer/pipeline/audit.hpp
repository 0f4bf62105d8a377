// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles whose date or outlet is unknown or in doubt, as a table to be filled in.
#pragma once

#include "common/store/record.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// One thing to look at.
struct Doubt {
  std::string field;  ///< "date" or "outlet"
  std::string what;   ///< a clause for a person: "unknown", "2017-12-13, but ..."
};

/// What is unknown or in doubt about \p article: a value that nothing tells, that only a weak rule
/// tells, or that another claim of some weight contradicts. What the user said is never in doubt.
[[nodiscard]] std::vector<Doubt> doubts_of(const store::StoredArticle& article);

enum class AuditForm : std::uint8_t {
  csv,   ///< path,date,outlet,note: with the gaps filled in a table for --meta
  json,  ///< a line an article
};

/// Writes an entry for every article in doubt, by path. \returns how many
/// \throws Error no_archive, format_mismatch, archive_damaged, io
std::uint64_t audit(const std::filesystem::path& archive, AuditForm form,
                    const std::function<void(std::string_view)>& write);

}  // namespace ae::indexing
