// SPDX-License-Identifier: GPL-2.0-or-later
/// The fields that a user may set, whichever way he says so.
#pragma once

#include "indexer/readers/article.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ae::indexing {

/// "title", "date", "outlet", "author" or "authors", "lang", "url", in any case.
[[nodiscard]] std::optional<Key> settable_field(std::string_view name);

/// Their names, for messages.
inline constexpr std::string_view settable_fields = "title, date, outlet, author, lang, url";

/// Why \p value can be none of \p key, as a clause with what to write instead; empty where it can.
[[nodiscard]] std::string problem_of(Key key, std::string_view value);

/// Whether \p key tells one article of a file from the others, so that nothing said of the whole
/// file can mean it.
[[nodiscard]] bool is_of_one(Key key) noexcept;

/// What the user says: without a doubt.
[[nodiscard]] Claim told(Key key, std::string value, Source source, std::string rule);

}  // namespace ae::indexing
