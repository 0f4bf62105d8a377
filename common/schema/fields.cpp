// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema/fields.hpp"

#include "common/text/edit_distance.hpp"

#include <algorithm>

namespace ae::schema {
namespace {

consteval bool prefixes_are_distinct() {
  for (std::size_t i = 0; i < fields.size(); ++i)
    for (std::size_t j = i + 1; j < fields.size(); ++j)
      if (fields[i].prefix == fields[j].prefix || fields[i].name == fields[j].name) return false;
  return true;
}
static_assert(prefixes_are_distinct(), "two fields share a name or a prefix");

}  // namespace

const Field* find(std::string_view name) noexcept {
  const auto* it = std::ranges::find(fields, name, &Field::name);
  return it == fields.end() ? nullptr : it;
}

const Field& nearest(std::string_view name) noexcept {
  return *std::ranges::min_element(
      fields, {}, [&](const Field& field) { return text::edit_distance(name, field.name); });
}

}  // namespace ae::schema
