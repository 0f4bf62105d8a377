// SPDX-License-Identifier: GPL-2.0-or-later
/// What a page says about its article in meta tags, links, microdata and the text around it.
#pragma once

#include "indexer/pages/json_ld.hpp"
#include "indexer/pages/main_text.hpp"
#include "indexer/readers/article.hpp"

#include <string_view>
#include <vector>

namespace ae::indexing {

/// A page whose text was told from the rest.
struct ReadPage {
  const Page& page;
  const std::vector<Run>& runs;
  const std::vector<Verdict>& verdicts;  ///< one a run
  std::string_view url;                  ///< where it was fetched; may be empty
};

/// No page has reason to say more; bounds what hostile ones cost.
inline constexpr std::size_t most_claims = 200;

/// Claims of all keys but the date: titles, outlet, authors, language, addresses.
void add_meta_claims(const ReadPage& read, std::vector<Claim>& claims);

/// Claims of the date: meta tags and microdata, else what stands at the head or foot of the
/// article.
void add_date_claims(const ReadPage& read, std::vector<Claim>& claims);

/// The address that stands for the page wherever it was fetched from; empty where none is given, or
/// where it cannot be true, as one address for all pages of a site.
[[nodiscard]] std::string_view canonical_url(const Page& page, std::string_view fetched);

/// Why the page is no article, as "a login page"; empty where it is one, or may be.
[[nodiscard]] std::string_view why_no_article(const ReadPage& read, const JsonLd& declared);

}  // namespace ae::indexing
