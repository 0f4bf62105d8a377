// SPDX-License-Identifier: GPL-2.0-or-later
/// Names of authors out of bylines as pages write them.
#pragma once

#include <string_view>
#include <vector>

namespace ae::indexing {

/// "By ANA REYES and Bob Stone, Staff Writers" -> the two names, as views into \p byline. Roles,
/// outlets, handles, addresses and buttons ("Email The Author") are left out; so is all that
/// does not look like a name.
[[nodiscard]] std::vector<std::string_view> read_authors(std::string_view byline);

/// The length of "By ", "Von ", "Written by ", ... at the start of \p text; 0 if none stands there.
[[nodiscard]] std::size_t byline_marker(std::string_view text);

/// Is \p text the role of a writer: "Staff Writer", "Washington correspondent"?
[[nodiscard]] bool is_role(std::string_view text);

}  // namespace ae::indexing
