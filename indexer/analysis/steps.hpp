// SPDX-License-Identifier: GPL-2.0-or-later
/// The steps of analyse(), each of which answers one question about an article.
#pragma once

#include "indexer/analysis/analysis.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

/// All that analyse() does but the entities.
[[nodiscard]] Analysis read_metadata(const Article& article, std::optional<Day> today = {});

/// Settles the metadata of \p analysis, whose text is known: date, outlet, title, ...
/// \param claims  of the article itself
/// \param told  of the user
void settle_metadata(std::vector<Claim> claims, const std::vector<Claim>& told,
                     std::optional<Day> today, Analysis& analysis);

/// The body runs of \p text as one string; see Analysis::text and Analysis::breaks.
struct Body {
  std::string text;
  std::vector<std::size_t> breaks;
};
[[nodiscard]] Body join_body(std::string_view text, const std::vector<Span>& runs);

/// The headline that the first run of the body begins with, if there is one.
[[nodiscard]] std::optional<Span> find_headline(std::string_view text, const Blocks& blocks);

/// A title for an article that has none: out of its text, else its captions, else what was left
/// out of it.
[[nodiscard]] std::string derive_title(const Analysis& analysis);

/// A beginning of the first sentence of \p text that ends at a word; about 110 bytes at most.
[[nodiscard]] std::string derive_title(std::string_view text);

/// Are these the same headline, but for case, white space and punctuation?
[[nodiscard]] bool same_title(std::string_view a, std::string_view b);

/// Claims of a day at the beginning of the body: "MOBILE, Ala., Dec. 13, 2017 (Lantern) - ".
[[nodiscard]] std::vector<Claim> find_dateline(std::string_view text,
                                               const std::vector<Span>& body);

/// What \p text is written in, by how its letters follow one another; "" where there is too
/// little to tell.
struct Language {
  std::string code;  ///< "en"
  std::string rule;  ///< "letter sequences"
  double confidence = 0;
};
[[nodiscard]] Language identify_language(std::string_view text);

/// "en-US", "EN", "english" -> "en"; "" where it is no language that is known.
[[nodiscard]] std::string language_code(std::string_view declared);

/// Of all \p claims those that hold; the others go to analysis.rejected with the reason. Sets
/// date, outlet, authors, lang, url, source_id and a title that was claimed.
/// \param latest  the last day on which it can have been published, if that is known
void settle(std::vector<Claim> claims, std::optional<Day> latest, Analysis& analysis);

/// Whether settle() made \p claim out of the article's address.
[[nodiscard]] bool is_of_address(const Claim& claim);

}  // namespace ae::indexing
