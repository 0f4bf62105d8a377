// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/segment.hpp"

#include "ae/error.hpp"

#include <fmt/core.h>

#include <utility>

namespace ae::store {

Segment::Segment(const Snapshot& snapshot, const SegmentEntry& entry)
    : folder_(snapshot.path_of(entry)),
      documents_(entry.documents),
      tombstones_(entry.tombstones),
      database_(open_database(snapshot.path_of(entry, part::xapian))),
      words_(snapshot.path_of(entry, part::words)),
      texts_(snapshot.path_of(entry, part::texts)),
      columns_(snapshot.path_of(entry, part::columns)) {
  if (words_.documents() != documents_ || texts_.documents() != documents_ ||
      columns_.documents() != documents_)
    throw Error(ErrorCode::archive_damaged,
                fmt::format("{}: its files do not belong together", folder_.string()),
                "build the archive anew with: ae-index --rebuild");
}

StoredArticle Segment::article(std::uint32_t docid) const {
  StoredArticle article;
  if (!decode(texts_.read(docid), article)) throw_damaged(docid);
  const auto first = [&](std::string_view facet) {
    auto all = values(facet, docid);
    return all.empty() ? std::string() : std::move(all.front());
  };
  article.file = first("path");
  article.outlet = first("outlet");
  article.lang = first("lang");
  if (const auto day = columns_.days()[docid - 1]; day != unknown_day)
    article.date = Day(std::chrono::sys_days(std::chrono::days(day)));
  return article;
}

std::vector<std::string> Segment::values(std::string_view facet, std::uint32_t docid) const {
  std::vector<std::string> out;
  const Facet column = columns_.facet(facet);
  for (const std::uint32_t ordinal : column.of(docid)) out.emplace_back(column.value(ordinal));
  return out;
}

void Segment::throw_damaged(std::uint32_t docid) const {
  throw Error(ErrorCode::archive_damaged,
              fmt::format("{}: article {} is damaged", folder_.string(), docid),
              "build the archive anew with: ae-index --rebuild");
}

}  // namespace ae::store
