// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles as results show them.
#pragma once

#include "ae/searcher.hpp"
#include "searcher/match/matching.hpp"
#include "searcher/present/snippets.hpp"

#include <span>
#include <string_view>

namespace ae::searching {

/// \p article as a hit, with marks and fragments. \throws Error archive_damaged
[[nodiscard]] Hit make_hit(std::span<const OpenSegment> segments, const Ranked& article,
                           Matching& matching, const SnippetOptions& options);

/// The same without marks and passages, which take most of the time.
[[nodiscard]] Hit make_bare_hit(std::span<const OpenSegment> segments, const Ranked& article);

/// The whole of \p article. \throws Error archive_damaged
[[nodiscard]] Document make_document(std::span<const OpenSegment> segments, const Ranked& article);

}  // namespace ae::searching
