// SPDX-License-Identifier: GPL-2.0-or-later
/// What a page says of its article in JSON-LD (schema.org).
#pragma once

#include "indexer/readers/article.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing {

struct JsonLd {
  std::vector<Claim> claims;  ///< Source::json_ld
  std::string body;           ///< `articleBody`; markup and entities as they stand; may be empty
  bool is_article = false;    ///< it describes an article, not only a page or a list
  bool is_listing = false;    ///< it says that the page is a home page, a list or a profile
};

/// \p scripts  the contents of the page's `application/ld+json` scripts, in order. Broken ones are
///             passed over, but for the keys that can be told without parsing.
[[nodiscard]] JsonLd read_json_ld(const std::vector<std::string_view>& scripts);

}  // namespace ae::indexing
