// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/copies.hpp"

#include "common/schema/terms.hpp"
#include "searcher/match/archives.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace ae::searching {
namespace {

std::vector<Ranked> with_text(std::span<const OpenSegment> segments, std::uint64_t hash) {
  return articles_with(segments, schema::term(schema::prefix::copy, schema::hex(hash)));
}

std::string_view path_of(const store::Columns& columns, std::uint32_t docid) {
  const store::LazyFacet paths = columns.lazy_facet("path");
  const auto found = paths.of(docid);
  return found.empty() ? std::string_view() : paths.value(found.front());
}

std::vector<Ranked> by_age(std::span<const OpenSegment> segments, std::vector<Ranked> articles) {
  std::ranges::sort(articles, {}, [&](const Ranked& article) {
    const auto& columns = segments[article.segment].segment.columns();
    const auto day = columns.day(article.docid);
    return std::tuple(day == store::unknown_day, day, path_of(columns, article.docid),
                      columns.id(article.docid), article.segment, article.docid);
  });
  return articles;
}

}  // namespace

std::vector<Ranked> exact_copies(std::span<const OpenSegment> segments, const Ranked& article) {
  const auto& columns = segments[article.segment].segment.columns();
  return by_age(segments, with_text(segments, columns.text_hash(article.docid)));
}

std::vector<Ranked> near_copies(std::span<const OpenSegment> segments, const Ranked& article) {
  const std::uint64_t group = segments[article.segment].segment.near_group(article.docid);
  std::vector<Ranked> all;
  // Another archive may hold the text that the group goes by, and no near copy of it.
  for (const Ranked& each : with_text(segments, group))
    if (segments[each.segment].segment.near_group(each.docid) == group) all.push_back(each);
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    const store::Segment& segment = segments[i].segment;
    if (segment.copies() == nullptr) continue;
    for (const std::uint32_t docid : segment.copies()->of(group))
      if (docid <= segment.documents() && segments[i].alive.contains(docid) &&
          segment.columns().text_hash(docid) != group)
        all.push_back({.segment = i, .docid = docid});
  }
  return by_age(segments, std::move(all));
}

}  // namespace ae::searching
