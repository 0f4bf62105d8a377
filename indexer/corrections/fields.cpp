// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/corrections/fields.hpp"

#include "common/dates/find.hpp"
#include "common/text/ascii.hpp"
#include "indexer/analysis/steps.hpp"
#include "indexer/cleaning/authors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::array settable{Key::title, Key::date, Key::outlet, Key::author, Key::lang, Key::url};

}  // namespace

std::optional<Key> settable_field(std::string_view text) {
  if (ascii::same(text, "authors")) return Key::author;
  for (const Key key : settable)
    if (ascii::same(text, name(key))) return key;
  return {};
}

std::string problem_of(Key key, std::string_view value) {
  if (key == Key::date) {
    const auto day = dates::first_day(value);
    if (!day || !day->possible || day->other)
      return fmt::format("'{}' is no day; write it as 2017-12-13", value);
  }
  if (key == Key::lang && language_code(value).empty())
    return fmt::format("'{}' is no language; write it as en", value);
  if (key == Key::author && read_authors(value).empty())
    return fmt::format("'{}' is no name of a person", value);
  return {};
}

bool is_of_one(Key key) noexcept {
  return key == Key::title || key == Key::url || key == Key::source_id;
}

Claim told(Key key, std::string value, Source source, std::string rule) {
  return {.key = key,
          .value = std::move(value),
          .source = source,
          .rule = std::move(rule),
          .bytes = {},
          .confidence = 1};
}

}  // namespace ae::indexing
