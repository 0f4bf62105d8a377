// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/article.hpp"

#include <array>

namespace ae::indexing {

std::string_view name(Key key) noexcept {
  static constexpr std::array<std::string_view, 7> names{"title", "date", "outlet",   "author",
                                                         "lang",  "url",  "source_id"};
  return names[static_cast<std::size_t>(key)];
}

std::string_view name(Source source) noexcept {
  static constexpr std::array<std::string_view, 8> names{
      "manifest", "sidecar", "record", "json_ld", "meta", "url", "text", "properties"};
  return names[static_cast<std::size_t>(source)];
}

}  // namespace ae::indexing
