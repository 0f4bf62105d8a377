// SPDX-License-Identifier: GPL-2.0-or-later
/// How values are spelled as terms: the same at both ends.
#pragma once

#include "ae/date.hpp"
#include "common/schema/fields.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace ae::schema {

/// Xapian refuses longer terms, counting each NUL twice, and loses the whole batch over one.
inline constexpr std::size_t max_term_bytes = 245;

/// \p prefix and \p value as a term Xapian takes: without NUL, a long one cut and ended by its
/// hash.
[[nodiscard]] std::string term(std::string_view prefix, std::string_view value);

/// A keyword value, compared without case, accents, and the number of spaces between words.
[[nodiscard]] std::string fold_value(std::string_view value);

/// The term of a keyword field's value; of one that is not counted its hash, as nearly every
/// article has a value of its own there and a long one.
[[nodiscard]] std::string keyword_term(const Field& field, std::string_view value);

/// `D20171213`, `M201712`, `Y2017`.
[[nodiscard]] std::string day_term(Day day);
[[nodiscard]] std::string month_term(std::chrono::year_month month);
[[nodiscard]] std::string year_term(std::chrono::year year);

/// 16 lower-case hex digits.
[[nodiscard]] std::string hex(std::uint64_t number);
/// The id of a version of the article \p id of which there is a newer one. \param text_hash  its
/// own
[[nodiscard]] std::uint64_t version_id(std::uint64_t id, std::uint64_t text_hash) noexcept;

/// \returns 0 where \p text is no such number; no id is 0
[[nodiscard]] std::uint64_t from_hex(std::string_view text) noexcept;

}  // namespace ae::schema
