// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/lists.hpp"

#include "common/schema/terms.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace ae::searching {
namespace {

std::string_view prefix_of(Place place) noexcept {
  static const std::string_view title = schema::find("title")->prefix;
  static const std::string_view body = schema::find("body")->prefix;
  static const std::string_view caption = schema::find("caption")->prefix;
  return place == Place::title ? title : place == Place::caption ? caption : body;
}

}  // namespace

/// Pays for a list of so many postings. \param size  of the set it is read for
/// \returns whether that is done by going from one article of the set to the next
bool Lists::skips(std::uint64_t postings, std::uint32_t size) {
  const std::uint64_t skips = Budget::skip * size;
  budget_->spend(Budget::posting_list + std::min(skips, postings));
  return skips < postings;
}

void Lists::add_listed(store::PostingCursor at, const DocSet& within, std::uint32_t size,
                       DocSet& set) {
  AscendingDocs docs(set);
  if (!skips(at.entries(), size)) {
    at.each_before(within.documents() + 1,
                   [&](std::uint32_t docid, std::uint32_t) { docs.add(docid); });
  } else {
    for (std::uint32_t docid = within.next(1); docid != 0;) {
      at.skip_to(docid);
      if (at.at_end()) break;
      if (within.contains(at.docid())) docs.add(at.docid());
      docid = within.next(at.docid() + 1);
    }
  }
  if (!at.ok()) postings_->throw_damaged();
}

/// Adds the articles that have \p term, and perhaps not only those of \p within. \param size  of \p
/// within
void Lists::add_postings(const std::string& term, const DocSet& within, std::uint32_t size,
                         DocSet& set) {
  if (postings_ != nullptr)
    if (auto list = postings_->list(term)) return add_listed(std::move(*list), within, size, set);
  store::translated(segment_->folder(), [&] {
    const auto& database = segment_->database();
    const bool skip = skips(database.get_termfreq(term), size);
    const auto end = database.postlist_end(term);
    auto at = database.postlist_begin(term);
    if (!skip) {
      for (; at != end; ++at)
        if (within.contains(*at)) set.add(*at);
      return;
    }
    for (std::uint32_t docid = within.next(1); docid != 0 && at != end;) {
      at.skip_to(docid);
      if (at == end) break;
      if (within.contains(*at)) set.add(*at);
      docid = within.next(*at + 1);
    }
  });
}

DocSet Lists::with_stems(std::span<const std::string> stems, Place place, const DocSet& within) {
  DocSet set(within.documents());
  const std::uint32_t size = within.count();
  for (const std::string& stem : stems)
    add_postings(schema::term(prefix_of(place), stem), within, size, set);
  set &= within;
  return set;
}

DocSet Lists::with_pair(const store::PairArticles& pair, const DocSet& within) {
  budget_->spend(reading(pair));
  DocSet set(within.documents());
  if (AscendingDocs docs(set); !pair.each([&](std::uint32_t docid) { docs.add(docid); }))
    store::throw_damaged(segment_->folder() / store::part::words,
                         "its pairs of words end too early");
  set &= within;
  return set;
}

}  // namespace ae::searching
