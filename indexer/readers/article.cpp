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
  static constexpr std::array<std::string_view, 9> names{
      "manifest", "sidecar", "path", "record", "json_ld", "meta", "url", "text", "properties"};
  return names[static_cast<std::size_t>(source)];
}

std::optional<Key> key_of(std::string_view text) noexcept {
  for (int i = 0; i <= static_cast<int>(Key::source_id); ++i)
    if (name(static_cast<Key>(i)) == text) return static_cast<Key>(i);
  return {};
}

std::optional<Source> source_of(std::string_view text) noexcept {
  for (int i = 0; i <= static_cast<int>(Source::text); ++i)
    if (name(static_cast<Source>(i)) == text) return static_cast<Source>(i);
  return {};
}

bool is_told(Source source) noexcept { return source <= Source::path; }

}  // namespace ae::indexing
