// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/segment.hpp"

#include "ae/error.hpp"
#include "common/store/verify.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <utility>

namespace ae::store {
namespace {

constexpr std::uint8_t outlet_type = 3;  // in name_facets

Xapian::Database open_tables(const Snapshot& snapshot, const SegmentEntry& entry) {
  want_sound_tables(snapshot, entry);
  return open_database(snapshot.path_of(entry, part::xapian));
}

}  // namespace

StoredArticle read_article(const Texts& texts, const Columns& columns, std::uint32_t docid,
                           const std::filesystem::path& folder) {
  StoredArticle article;
  if (!decode(texts.read(docid), article))
    throw Error(ErrorCode::archive_damaged,
                fmt::format("{}: article {} is damaged", folder.string(), docid), repair_hint);
  const auto first = [&](std::string_view facet) {
    const LazyFacet column = columns.lazy_facet(facet);
    const auto all = column.of(docid);
    return all.empty() ? std::string() : std::string(column.value(all.front()));
  };
  article.file = first("path");
  article.outlet = first("outlet");
  article.lang = first("lang");
  if (const auto day = columns.day(docid); day != unknown_day)
    article.date = Day(std::chrono::sys_days(std::chrono::days(day)));
  return article;
}

Segment::Segment(const Snapshot& snapshot, const SegmentEntry& entry)
    : Segment({.folder = snapshot.path_of(entry),
               .documents = entry.documents,
               .tombstones = entry.tombstones,
               .earlier = entry.earlier,
               .names = snapshot.newest_of(entry, part::names),
               .copies = snapshot.newest_of(entry, part::copies)},
              open_tables(snapshot, entry)) {}

Segment::Segment(SegmentFiles files, Xapian::Database database)
    : folder_(std::move(files.folder)),
      documents_(files.documents),
      tombstones_(std::move(files.tombstones)),
      earlier_(std::move(files.earlier)),
      database_(std::move(database)),
      words_(folder_ / part::words),
      texts_(folder_ / part::texts),
      columns_(folder_ / part::columns),
      sources_(open_sources(folder_ / part::sources)) {
  if (!files.names.empty()) names_.emplace(files.names);
  if (!files.copies.empty()) copies_.emplace(files.copies);
  if ((names_ && names_->documents() != documents_) || words_.documents() != documents_ ||
      texts_.documents() != documents_ || columns_.documents() != documents_)
    throw Error(ErrorCode::archive_damaged,
                fmt::format("{}: its files do not belong together", folder_.string()), repair_hint);
}

StoredArticle Segment::article(std::uint32_t docid) const {
  return read_article(texts_, columns_, docid, folder_);
}

void Segment::resolve(std::uint32_t docid, StoredArticle& article) const {
  if (!names_) return;
  const bool has_single = names_->has_single(docid);
  std::map<TypedName, TypedName> meanings;  // an article names the same ones again and again
  for (StoredMention& mention : article.body.mentions) {
    const auto [known, is_new] = meanings.try_emplace({mention.type, std::move(mention.canonical)});
    if (is_new)
      known->second = (has_single ? names_->meaning(docid, known->first)
                                  : names_->general_meaning(known->first))
                          .is;
    mention.type = known->second.type;
    mention.canonical = known->second.name;
  }
  std::erase_if(article.body.mentions, [](const auto& each) { return each.canonical.empty(); });
  if (!article.outlet.empty())
    article.outlet = meaning(docid, {outlet_type, article.outlet}).is.name;
}

Meaning Segment::meaning(std::uint32_t docid, const TypedName& name) const {
  return names_ ? names_->meaning(docid, name) : Meaning{.is = name, .why = {}};
}

Facet Segment::facet(std::string_view name) const {
  const auto type = std::ranges::find(name_facets, name);
  if (!names_ || type == name_facets.end()) return columns_.facet(name);
  return names_->facet(static_cast<std::size_t>(type - name_facets.begin()));
}

LazyFacet Segment::lazy_facet(std::string_view name) const {
  const auto type = std::ranges::find(name_facets, name);
  if (!names_ || type == name_facets.end()) return columns_.lazy_facet(name);
  return names_->lazy_facet(static_cast<std::size_t>(type - name_facets.begin()));
}

std::uint64_t Segment::near_group(std::uint32_t docid) const {
  const auto group = copies_ ? copies_->group(docid) : std::nullopt;
  return group ? *group : columns_.text_hash(docid);
}

std::vector<std::string> Segment::values(std::string_view facet, std::uint32_t docid) const {
  std::vector<std::string> out;
  const LazyFacet column = lazy_facet(facet);
  for (const std::uint32_t ordinal : column.of(docid)) out.emplace_back(column.value(ordinal));
  return out;
}

}  // namespace ae::store
