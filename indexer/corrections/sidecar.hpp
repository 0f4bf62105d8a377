// SPDX-License-Identifier: GPL-2.0-or-later
/// What the user knows of one file, in the file NAME.meta.json beside it.
#pragma once

#include "indexer/readers/article.hpp"
#include "indexer/sources/folder.hpp"

#include <string_view>
#include <vector>

namespace ae::indexing {

/// Of its faults.
inline constexpr std::string_view sidecar_rule = "sidecar";

/// An object with the keys of a record (title, date, outlet, ...); others are passed over. What is
/// wrong with it goes to \p faults.
/// \param file  with a sidecar
[[nodiscard]] std::vector<Claim> read_sidecar(const SourceFile& file, const FaultSink& faults);

}  // namespace ae::indexing
