// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/known.hpp"

#include "common/schema/fields.hpp"
#include "common/store/columns.hpp"

namespace ae::indexing {
namespace {

bool is_known(const store::Columns& columns, const store::Facet& facet, schema::Kind kind,
              std::uint32_t docid) {
  if (kind == schema::Kind::day) return columns.day(docid) != store::unknown_day;
  return !facet.of(docid).empty();
}

}  // namespace

std::vector<Known> count_known(const store::Snapshot& snapshot, const Docids& articles) {
  std::vector<Known> known;
  std::vector<const schema::Field*> fields;
  for (const auto& field : schema::fields) {
    if (!field.unknowable) continue;
    fields.push_back(&field);
    known.push_back({.field = std::string(field.name)});
  }
  for (const auto& [segment, docids] : articles) {
    const store::Columns columns(snapshot.path_of(*segment, store::part::columns));
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const store::Facet facet = columns.facet(fields[i]->name);
      for (const std::uint32_t docid : docids)
        ++(is_known(columns, facet, fields[i]->kind, docid) ? known[i].known : known[i].unknown);
    }
  }
  return known;
}

Docids all_articles(const store::Snapshot& snapshot) {
  Docids all;
  for (const auto& segment : snapshot.segments()) {
    auto& docids = all.emplace_back(&segment, std::vector<std::uint32_t>()).second;
    each_live(segment, [&](std::uint32_t docid) { docids.push_back(docid); });
  }
  return all;
}

}  // namespace ae::indexing
