// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/names/census.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::uint8_t person = 0;
constexpr std::uint8_t outlet = 3;
constexpr std::size_t most_compared = 64;  ///< articles with the full name
constexpr std::size_t least_shared = 2;    ///< names beside the one in question

store::TypedName meant(const Settled& settled, const store::TypedName& name) {
  const auto found = settled.meanings.find(name);
  return found == settled.meanings.end() ? name : found->second.is;
}

/// By what else people may ask for \p name.
void add_short_names(const Settled& settled, const store::TypedName& name,
                     store::Meanings& meanings) {
  if (name.type != person) return;
  const auto [first, last] = settled.short_names.equal_range(name.name);
  for (auto at = first; at != last; ++at) meanings.also.insert({{person, at->second}, name});
}

/// Why an article that names only the surname may mean the full name of another one; empty where
/// nothing says so.
std::string shared(std::int32_t day, const std::vector<store::TypedName>& names,
                   std::int32_t other_day, const std::vector<store::TypedName>& other_names) {
  constexpr std::string_view only = "inferred: the only full name of this surname, in an article";
  std::vector<store::TypedName> both;
  std::ranges::set_intersection(names, other_names, std::back_inserter(both));
  if (both.size() >= least_shared)
    return fmt::format("{} that also names {} and {}", only, both[0].name, both[1].name);
  if (day != store::unknown_day && day == other_day) return fmt::format("{} of the same day", only);
  return {};
}

}  // namespace

Census::Census(const store::Snapshot& snapshot) {
  for (const auto& entry : snapshot.segments()) {
    store::Columns columns(snapshot.path_of(entry, store::part::columns));
    segments_.push_back({.entry = &entry, .columns = std::move(columns), .facets = {}});
    Segment& segment = segments_.back();
    std::ranges::transform(store::name_facets, segment.facets.begin(),
                           [&](std::string_view name) { return segment.columns.facet(name); });
  }
  count();
}

void Census::count() {
  std::map<store::TypedName, std::uint32_t> counts;
  for (const Segment& segment : segments_)
    for (std::uint8_t type = 0; type < segment.facets.size(); ++type) {
      const store::Facet& facet = segment.facets[type];
      std::vector<std::uint32_t> articles(facet.distinct());
      each_live(*segment.entry, [&](std::uint32_t docid) {
        for (const std::uint32_t ordinal : facet.of(docid)) ++articles[ordinal];
      });
      auto next = counts.end();  // where the next name mostly goes: they come in order
      for (std::uint32_t ordinal = 0; ordinal < articles.size(); ++ordinal) {
        if (articles[ordinal] == 0) continue;
        store::TypedName name{type, std::string(facet.value(ordinal))};
        const auto at = counts.try_emplace(next, std::move(name), 0U);
        at->second += articles[ordinal];
        next = std::next(at);
      }
    }
  for (const auto& [name, articles] : counts) names_.push_back({name, articles});
}

std::vector<store::Meanings> Census::meanings(const Settled& settled) const {
  std::vector<store::Meanings> meanings(segments_.size());
  for (std::uint32_t i = 0; i < segments_.size(); ++i)
    for (std::uint8_t type = 0; type < segments_[i].facets.size(); ++type) {
      const store::Facet& facet = segments_[i].facets[type];
      for (std::uint32_t ordinal = 0; ordinal < facet.distinct(); ++ordinal) {
        const store::TypedName name{type, std::string(facet.value(ordinal))};
        const auto found = settled.meanings.find(name);
        if (found != settled.meanings.end())
          meanings[i].general.insert(meanings[i].general.end(), *found);
        add_short_names(settled, found == settled.meanings.end() ? name : found->second.is,
                        meanings[i]);
      }
    }
  const Places places = places_of(settled);
  for (const auto& [surname, full] : settled.open_surnames)
    infer(surname, full, places, settled, meanings);
  return meanings;
}

/// Where the open surnames stand, and, for a few articles each, the full names that they may mean.
Census::Places Census::places_of(const Settled& settled) const {
  Places places;
  for (const auto& [surname, full] : settled.open_surnames) {
    places[surname];
    places[full];
  }
  for (std::uint32_t i = 0; i < segments_.size(); ++i)
    for (std::uint8_t type = 0; type < segments_[i].facets.size(); ++type) {
      const store::Facet& facet = segments_[i].facets[type];
      std::vector<std::vector<Place>*> wanted(facet.distinct());
      for (std::uint32_t ordinal = 0; ordinal < wanted.size(); ++ordinal) {
        const auto name = meant(settled, {type, std::string(facet.value(ordinal))});
        const auto found = places.find(name.name);
        if (name.type != person || found == places.end()) continue;
        const bool enough =
            found->second.size() >= most_compared && !settled.open_surnames.contains(found->first);
        if (!enough) wanted[ordinal] = &found->second;
      }
      each_live(*segments_[i].entry, [&](std::uint32_t docid) {
        for (const std::uint32_t ordinal : facet.of(docid))
          if (wanted[ordinal] != nullptr) wanted[ordinal]->push_back({i, docid});
      });
    }
  return places;
}

Census::Article Census::read(const Place& place, const Settled& settled) const {
  const Segment& segment = segments_[place.segment];
  Article article{.day = segment.columns.day(place.docid), .names = {}};
  for (std::uint8_t type = 0; type < outlet; ++type)  // one outlet names many people of a surname
    for (const std::uint32_t ordinal : segment.facets[type].of(place.docid))
      article.names.push_back(
          meant(settled, {type, std::string(segment.facets[type].value(ordinal))}));
  std::ranges::sort(article.names);
  article.names.erase(std::unique(article.names.begin(), article.names.end()), article.names.end());
  return article;
}

void Census::infer(const std::string& surname, const std::string& full, const Places& places,
                   const Settled& settled, std::vector<store::Meanings>& meanings) const {
  std::vector<Article> bearers;
  for (const Place& place : places.at(full)) {
    if (bearers.size() == most_compared) break;
    bearers.push_back(read(place, settled));
  }
  for (const Place& place : places.at(surname)) {
    const Article article = read(place, settled);
    for (const Article& other : bearers) {
      const std::string why = shared(article.day, article.names, other.day, other.names);
      if (why.empty()) continue;
      note(place, surname, {.is = {person, full}, .why = why}, settled, meanings[place.segment]);
      break;
    }
  }
}

/// Every name of the article that means the lone surname means \p meaning there.
void Census::note(const Place& place, const std::string& surname, const store::Meaning& meaning,
                  const Settled& settled, store::Meanings& meanings) const {
  const Segment& segment = segments_[place.segment];
  const store::TypedName lone{person, surname};
  add_short_names(settled, meaning.is, meanings);
  for (std::uint8_t type = 0; type < segment.facets.size(); ++type)
    for (const std::uint32_t ordinal : segment.facets[type].of(place.docid)) {
      store::TypedName name{type, std::string(segment.facets[type].value(ordinal))};
      if (meant(settled, name) == lone) meanings.single[{place.docid, std::move(name)}] = meaning;
    }
}

}  // namespace ae::indexing
