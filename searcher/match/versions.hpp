// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles by their ids, and their earlier versions.
#pragma once

#include "searcher/match/open_segment.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::searching {

/// The id that people see: an earlier version has its own.
[[nodiscard]] std::string shown_id(std::span<const OpenSegment> segments, const Ranked& article);

/// The id of the article that \p article is a version of.
[[nodiscard]] std::string article_id(std::span<const OpenSegment> segments, const Ranked& article);

[[nodiscard]] bool is_earlier(std::span<const OpenSegment> segments, const Ranked& article);

/// What shown_id() names \p id.
[[nodiscard]] std::optional<Ranked> find_article(std::span<const OpenSegment> segments,
                                                 std::string_view id);

/// All versions of the article of that id, in no order.
[[nodiscard]] std::vector<Ranked> versions_of(std::span<const OpenSegment> segments,
                                              std::string_view id);

}  // namespace ae::searching
