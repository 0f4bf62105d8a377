// SPDX-License-Identifier: GPL-2.0-or-later
/// A web page as an article: what a file, a record of a crawl or an entry of a feed becomes.
#pragma once

#include "indexer/readers/article.hpp"

#include <string>
#include <string_view>

namespace ae::indexing {

/// A page as it came.
struct PageSource {
  std::string_view bytes{};    ///< HTML in any charset
  std::string_view charset{};  ///< declared outside the page, as in an HTTP header; may be empty
  std::string_view url{};      ///< where it was fetched; may be empty
};

/// The page with its text in reading order. What is no body text is marked in Article::parts and
/// names its rule; the claims of JSON-LD, meta tags, microdata and the text around are all there.
struct PageArticle {
  Article article{};  ///< without an origin; its text is blank where the page has none
  std::string_view
      reason{};  ///< why this is no article, as "a list of links"; empty where it is one
};

[[nodiscard]] PageArticle read_page(const PageSource& source);

}  // namespace ae::indexing
