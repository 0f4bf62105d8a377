// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/versions.hpp"

#include "common/schema/terms.hpp"
#include "searcher/match/archives.hpp"

namespace ae::searching {
namespace {

std::uint64_t version_id(const store::Columns& columns, std::uint32_t docid) {
  return schema::version_id(columns.id(docid), columns.text_hash(docid));
}

/// Earlier versions are few: looking through them costs less than a term for each article.
template <class Wanted>
std::vector<Ranked> earlier_ones(std::span<const OpenSegment> segments, Wanted wanted) {
  std::vector<Ranked> found;
  for (std::uint32_t i = 0; i < segments.size(); ++i)
    segments[i].earlier.for_each([&](std::uint32_t docid) {
      if (wanted(segments[i].segment.columns(), docid))
        found.push_back({.segment = i, .docid = docid});
    });
  return found;
}

}  // namespace

bool is_earlier(std::span<const OpenSegment> segments, const Ranked& article) {
  return segments[article.segment].earlier.contains(article.docid);
}

std::string article_id(std::span<const OpenSegment> segments, const Ranked& article) {
  return schema::hex(segments[article.segment].segment.columns().id(article.docid));
}

std::string shown_id(std::span<const OpenSegment> segments, const Ranked& article) {
  if (!is_earlier(segments, article)) return article_id(segments, article);
  return schema::hex(version_id(segments[article.segment].segment.columns(), article.docid));
}

std::optional<Ranked> find_article(std::span<const OpenSegment> segments, std::string_view id) {
  const auto wanted = schema::from_hex(id);
  auto found = articles_with(segments, schema::term(schema::prefix::id, id));
  // Posting lists carry no checksum: damage must not pass one article for another.
  std::erase_if(found, [&](const Ranked& article) {
    return segments[article.segment].segment.columns().id(article.docid) != wanted;
  });
  if (found.empty())
    found = earlier_ones(segments, [&](const auto& columns, auto docid) {
      return wanted != 0 && version_id(columns, docid) == wanted;
    });
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<Ranked> versions_of(std::span<const OpenSegment> segments, std::string_view id) {
  auto all = articles_with(segments, schema::term(schema::prefix::id, id));
  for (const Ranked& each :
       earlier_ones(segments, [wanted = schema::from_hex(id)](const auto&columns, auto docid) {
         return columns.id(docid) == wanted;
       }))
    all.push_back(each);
  return all;
}

}  // namespace ae::searching
