// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/segment_matcher.hpp"

#include "common/schema/terms.hpp"
#include "common/text/unicode.hpp"
#include "searcher/match/patterns.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace ae::searching {
namespace {

using Kind = Node::Kind;

std::string_view prefix_of(Place place) noexcept {
  static const std::string_view title = schema::find("title")->prefix;
  static const std::string_view body = schema::find("body")->prefix;
  static const std::string_view caption = schema::find("caption")->prefix;
  return place == Place::title ? title : place == Place::caption ? caption : body;
}

/// The zones of an article that a place consists of.
std::span<const std::size_t> zones_of(Place place) noexcept {
  static constexpr std::array<std::size_t, 3> zones{0, 1, 2};  // title, body, captions
  const std::span all(zones);
  switch (place) {
    case Place::title:
      return all.subspan(0, 1);
    case Place::body:
      return all.subspan(1, 1);
    case Place::caption:
      return all.subspan(2, 1);
    default:
      return all.subspan(0, 2);
  }
}

std::int32_t day_number(Day day) {
  return static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

/// Some word of \p value matches, or all of it.
bool value_matches(std::string_view value, std::string_view pattern) {
  const std::string folded = schema::fold_value(value);
  if (matches_wildcard(folded, pattern)) return true;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (matches_wildcard(std::string_view(folded).substr(at, end - at), pattern)) return true;
    at = end + 1;
  }
  return false;
}

/// All of \p path, or what follows one of its slashes; a pattern without * at its end may stop
/// anywhere a name ends.
bool path_matches(std::string_view path, std::string_view pattern) {
  for (std::size_t at = 0; at != std::string_view::npos;) {
    const std::string_view rest = path.substr(at);
    if (matches_wildcard(rest, pattern) || matches_wildcard(rest, std::string(pattern) + "/*"))
      return true;
    const std::size_t slash = path.find('/', at);
    at = slash == std::string_view::npos ? slash : slash + 1;
  }
  return false;
}

/// Articles that have one of the values \p wanted.
DocSet with_any(const store::Facet& facet, const std::vector<bool>& wanted,
                std::uint32_t documents) {
  DocSet set(documents);
  for (std::uint32_t docid = 1; docid <= documents; ++docid)
    if (std::ranges::any_of(facet.of(docid),
                            [&](std::uint32_t ordinal) { return wanted[ordinal]; }))
      set.add(docid);
  return set;
}

/// Articles that have no value.
DocSet with_none(const store::Facet& facet, std::uint32_t documents) {
  DocSet set(documents);
  for (std::uint32_t docid = 1; docid <= documents; ++docid)
    if (facet.of(docid).empty()) set.add(docid);
  return set;
}

}  // namespace

DocSet SegmentMatcher::match(const Node& node) {
  switch (node.kind) {
    case Kind::everything:
      return DocSet::all(segment_.documents());
    case Kind::nothing:
      return DocSet(segment_.documents());
    case Kind::word:
      return match_word(node);
    case Kind::sequence:
      return match_sequence(node);
    case Kind::near:
      return match_near(node);
    case Kind::value:
      return match_value(node);
    case Kind::days:
      return match_days(node);
    case Kind::path:
      return match_path(node);
    case Kind::all:
      return match_all(node);
    case Kind::any:
      return match_any(node);
    case Kind::negation: {
      DocSet set = DocSet::all(segment_.documents());
      set -= match(node.children.front());
      return set;
    }
  }
  return DocSet(segment_.documents());
}

DocSet SegmentMatcher::match_all(const Node& node) {
  DocSet set = match(node.children.front());
  for (std::size_t i = 1; i < node.children.size() && !set.empty(); ++i)
    set &= match(node.children[i]);
  return set;
}

DocSet SegmentMatcher::match_any(const Node& node) {
  DocSet set(segment_.documents());
  for (const Node& child : node.children) set |= match(child);
  return set;
}

void SegmentMatcher::add_postings(std::string_view term, DocSet& set) const {
  store::translated(segment_.folder(), [&] {
    const auto& database = segment_.database();
    const std::string name(term);
    const auto end = database.postlist_end(name);
    for (auto at = database.postlist_begin(name); at != end; ++at)
      if (*at <= set.documents()) set.add(*at);
  });
}

const SegmentMatcher::Found& SegmentMatcher::found(const Word& word) {
  const auto at = found_.find(&word);
  if (at != found_.end()) return at->second;
  WordSet set = finder_.find(word, segment_.words());
  NumberSet numbers(set.numbers);
  return found_.emplace(&word, Found{std::move(set), std::move(numbers)}).first->second;
}

const SegmentMatcher::NumberSets& SegmentMatcher::number_sets(const Node& node) {
  const auto [at, added] = number_sets_.try_emplace(&node);
  if (added)
    for (const Word& word : node.words) at->second.push_back(&found(word).numbers);
  return at->second;
}

/// Articles that may hold \p word in \p place: all that do, and perhaps others.
DocSet SegmentMatcher::candidates(const Word& word, Place place) {
  DocSet set(segment_.documents());
  for (const std::string& stem : words(word).stems)
    add_postings(schema::term(prefix_of(place), stem), set);
  return set;
}

/// Reads every article of \p set; \p test is given each of the zones' words.
template <class Test>
void SegmentMatcher::keep_if(DocSet& set, Test test) {
  DocSet kept(set.documents());
  set.for_each([&](std::uint32_t docid) {
    segment_.words().read(docid, sequence_);
    if (test()) kept.add(docid);
  });
  set = std::move(kept);
}

DocSet SegmentMatcher::match_word(const Node& node) {
  const Word& word = node.words.front();
  DocSet set = candidates(word, node.place);
  const auto& [meant, wanted] = found(word);
  if (meant.whole && node.place != Place::body) return set;
  keep_if(set, [&] {
    return std::ranges::any_of(zones_of(node.place), [&](std::size_t zone) {
      return std::ranges::any_of(sequence_[zone],
                                 [&](std::uint32_t number) { return wanted.contains(number); });
    });
  });
  return set;
}

DocSet SegmentMatcher::match_sequence(const Node& node) {
  DocSet set = candidates(node.words.front(), node.place);
  for (std::size_t i = 1; i < node.words.size() && !set.empty(); ++i)
    set &= candidates(node.words[i], node.place);
  const NumberSets& sets = number_sets(node);
  keep_if(set, [&] {
    return std::ranges::any_of(zones_of(node.place), [&](std::size_t zone) {
      return has_sequence(sets, sequence_[zone]);
    });
  });
  return set;
}

DocSet SegmentMatcher::match_near(const Node& node) {
  DocSet set = match(node.children.front());
  for (std::size_t i = 1; i < node.children.size() && !set.empty(); ++i)
    set &= match(node.children[i]);
  keep_if(set, [&] {
    return std::ranges::any_of(zones_of(node.place), [&](std::size_t zone) {
      return !runs(node, sequence_[zone]).empty();
    });
  });
  return set;
}

DocSet SegmentMatcher::match_value(const Node& node) const {
  if (node.field->facet && node.value.find_first_of("*?") != std::string::npos) {
    const std::string pattern = schema::fold_value(node.value);
    return with_value(node.field->name,
                      [&](std::string_view value) { return value_matches(value, pattern); });
  }
  const auto type = std::ranges::find(store::name_facets, node.field->name);
  if (segment_.names() != nullptr && type != store::name_facets.end())
    return match_name(static_cast<std::size_t>(type - store::name_facets.begin()), node);
  DocSet set(segment_.documents());
  add_postings(schema::keyword_term(*node.field, node.value), set);
  return set;
}

/// Articles that name what is known by the value, whatever they call it.
DocSet SegmentMatcher::match_name(std::size_t type, const Node& node) const {
  const store::Facet facet = segment_.names()->facet(type);
  const std::string folded = schema::fold_value(node.value);
  std::vector<bool> wanted(facet.distinct());
  for (const std::uint32_t ordinal : segment_.names()->known_by(type, folded))
    wanted[ordinal] = true;
  DocSet set = with_any(facet, wanted, segment_.documents());
  if (node.field->unknowable && folded == schema::unknown)
    set |= with_none(facet, segment_.documents());
  return set;
}

DocSet SegmentMatcher::match_days(const Node& node) const {
  const std::int32_t first = day_number(node.days.first);
  const std::int32_t last = day_number(node.days.last);
  DocSet set(segment_.documents());
  const auto days = segment_.columns().days();
  for (std::uint32_t docid = 1; docid <= days.size(); ++docid) {
    const std::int32_t day = days[docid - 1];
    const bool known = day != store::unknown_day;
    if (node.unknown ? !known : known && day >= first && day <= last) set.add(docid);
  }
  return set;
}

DocSet SegmentMatcher::match_path(const Node& node) const {
  return with_value("path", [&](std::string_view path) { return path_matches(path, node.value); });
}

/// Articles that have a value of \p facet for which \p test holds.
template <class Test>
DocSet SegmentMatcher::with_value(std::string_view name, Test test) const {
  const store::Facet facet = segment_.facet(name);
  std::vector<bool> wanted(facet.distinct());
  for (std::uint32_t ordinal = 0; ordinal < facet.distinct(); ++ordinal)
    wanted[ordinal] = test(facet.value(ordinal));
  return with_any(facet, wanted, segment_.documents());
}

/// The runs of a word, sequence or near in one zone.
std::vector<Run> SegmentMatcher::runs(const Node& node, std::span<const std::uint32_t> zone) {
  if (node.kind != Kind::near) return find_sequence(number_sets(node), zone);
  std::vector<std::vector<Run>> operands;
  for (const Node& child : node.children) {
    operands.push_back(runs(child, zone));
    if (operands.back().empty()) return {};
  }
  return find_near(std::move(operands), node.distance);
}

void SegmentMatcher::collect(const Node& node, std::uint32_t& part, Occurrences& out) {
  if (node.kind == Kind::all || node.kind == Kind::any) {
    for (const Node& child : node.children) collect(child, part, out);
    return;
  }
  if (node.kind != Kind::word && node.kind != Kind::sequence && node.kind != Kind::near) return;
  for (const std::size_t zone : zones_of(node.place)) {
    if (zone > 1) continue;  // captions are not shown
    auto& into = zone == 0 ? out.title : out.body;
    for (const Run& run : runs(node, sequence_[zone])) into.push_back({run, part});
  }
  ++part;
}

Occurrences SegmentMatcher::occurrences(const Node& node, std::uint32_t docid) {
  segment_.words().read(docid, sequence_);
  Occurrences out;
  std::uint32_t part = 0;
  collect(node, part, out);
  std::ranges::sort(out.title);
  std::ranges::sort(out.body);
  return out;
}

}  // namespace ae::searching
