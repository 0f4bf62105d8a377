// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/archives.hpp"

#include "common/schema/terms.hpp"
#include "common/store/verify.hpp"
#include "searcher/match/corrections.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace ae::searching {

Archives::Archives(const std::vector<std::filesystem::path>& paths, Verify verify,
                   std::size_t room) {
  for (const auto& path : paths) {
    auto opened = store::opened(path, [&](const store::Snapshot& snapshot) {
      std::vector<OpenSegment> found;
      if (verify == Verify::everything) store::want_sound(snapshot, snapshot.segments());
      for (const auto& entry : snapshot.segments()) {
        OpenSegment& open = found.emplace_back(open_segment(store::Segment(snapshot, entry)));
        open.lists = store::PostingLists::open(snapshot.path_of(entry, store::part::xapian));
      }
      return std::pair(ArchiveInfo{.path = path.string(),
                                   .revision = snapshot.revision(),
                                   .articles = snapshot.articles()},
                       std::move(found));
    });
    info.push_back(std::move(opened.first));
    std::ranges::move(opened.second, std::back_inserter(segments));
  }
  segments.reserve(segments.size() + room);
}

std::vector<std::uint8_t> languages_of(std::span<const OpenSegment> segments) {
  std::set<std::uint8_t> languages{0};
  for (const OpenSegment& open : segments) {
    const store::LazyFacet codes = open.segment.lazy_facet("lang");
    for (std::uint32_t ordinal = 0; ordinal < codes.distinct(); ++ordinal)
      languages.insert(text::language_number(codes.value(ordinal)));
  }
  return {languages.begin(), languages.end()};
}

namespace {

/// Calls \p visit with each article in force of \p open that has \p term, until it gives false.
template <class Visit>
void each_with(const OpenSegment& open, const std::string& term, Visit visit) {
  if (auto at = open.lists ? open.lists->list(term) : std::nullopt) {
    for (; !at->at_end(); at->next())
      if (open.alive.contains(at->docid()) && !visit(at->docid())) return;
    if (!at->ok()) open.lists->throw_damaged();
    return;
  }
  store::translated(open.segment.folder(), [&] {
    const auto& database = open.segment.database();
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
      if (open.alive.contains(*at) && !visit(*at)) return;
  });
}

bool has_any(const OpenSegment& open, const std::string& term) {
  bool found = false;
  each_with(open, term, [&](std::uint32_t) {
    found = true;
    return false;
  });
  return found;
}

}  // namespace

std::vector<Ranked> articles_with(std::span<const OpenSegment> segments, const std::string& term) {
  std::vector<Ranked> found;
  for (std::uint32_t i = 0; i < segments.size(); ++i)
    each_with(segments[i], term, [&](std::uint32_t docid) {
      found.push_back({.segment = i, .docid = docid});
      return true;
    });
  return found;
}

std::vector<std::string> SegmentLexicon::stems(std::string_view word) const {
  return finder_.stems({.surface = std::string(word), .folded = std::string(word)});
}

bool SegmentLexicon::is_hyphenated(std::string_view word) const {
  for (const std::string& stem : stems(word)) {
    const std::string term = schema::term(schema::prefix::joined, stem);
    for (const OpenSegment& open : segments_)
      if (has_any(open, term)) return true;
  }
  return false;
}

bool SegmentLexicon::is_stem(std::string_view stem) const {
  return std::ranges::any_of(segments_, [&](const OpenSegment& open) {
    return !open.segment.words().with_stem(stem).empty();
  });
}

bool SegmentLexicon::is_known(std::string_view word) const {
  return is_printed(word) ||
         std::ranges::any_of(stems(word), [&](const auto& stem) { return is_stem(stem); });
}

bool SegmentLexicon::adds(std::string_view variant, std::string_view word) const {
  const auto reached = stems(word);
  return std::ranges::any_of(stems(variant), [&](const auto& stem) {
    return std::ranges::find(reached, stem) == reached.end() && is_stem(stem);
  });
}

bool SegmentLexicon::is_printed(std::string_view word) const {
  return std::ranges::any_of(segments_, [&](const OpenSegment& open) {
    return !open.segment.words().with_folded(word).empty();
  });
}

std::vector<std::string> SegmentLexicon::corrections(std::string_view word,
                                                     std::size_t most) const {
  return searching::corrections(segments_, word, most);
}

Lexicon::Fields SegmentLexicon::fields_naming(std::string_view name) const {
  const std::string folded = schema::fold_value(name);
  Fields fields;
  for (std::size_t type = 0; type < store::mention_types; ++type)
    if (std::ranges::any_of(segments_, [&](const OpenSegment& open) {
          const store::Names* names = open.segment.names();
          return names != nullptr && !names->known_by(type, folded).empty();
        }))
      fields.push_back(schema::find(store::name_facets[type]));
  return fields;
}

}  // namespace ae::searching
