// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema/fields.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace ae::schema {
namespace {

consteval bool prefixes_are_distinct() {
  for (std::size_t i = 0; i < fields.size(); ++i)
    for (std::size_t j = i + 1; j < fields.size(); ++j)
      if (fields[i].prefix == fields[j].prefix || fields[i].name == fields[j].name) return false;
  return true;
}
static_assert(prefixes_are_distinct(), "two fields share a name or a prefix");

/// Levenshtein distance, in bytes: field names are ASCII.
std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] != b[j - 1] ? 1U : 0U);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

const Field* find(std::string_view name) noexcept {
  const auto* it = std::ranges::find(fields, name, &Field::name);
  return it == fields.end() ? nullptr : it;
}

const Field& nearest(std::string_view name) noexcept {
  return *std::ranges::min_element(fields, {},
                                   [&](const Field& field) { return edits(name, field.name); });
}

}  // namespace ae::schema
