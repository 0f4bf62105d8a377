// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/field_matcher.hpp"

#include "common/schema/terms.hpp"
#include "common/text/wildcard.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ae::searching {
namespace {

/// All of \p path, or what follows one of its slashes; a pattern without * at its end may stop
/// anywhere a name ends.
/// \param below  the pattern of what lies in it
bool path_matches(std::string_view path, std::string_view pattern, std::string_view below) {
  for (std::size_t at = 0; at != std::string_view::npos;) {
    const std::string_view rest = path.substr(at);
    if (text::matches_wildcard(rest, pattern) || text::matches_wildcard(rest, below)) return true;
    const std::size_t slash = path.find('/', at);
    at = slash == std::string_view::npos ? slash : slash + 1;
  }
  return false;
}

/// Whether one of \p values lies from \p first to \p last: without a branch for each, so that the
/// compiler takes several at a time.
bool any_between(std::span<const std::uint32_t> values, std::uint32_t first, std::uint32_t last) {
  std::uint32_t found = 0;
  for (const std::uint32_t value : values) found |= value - first <= last - first ? 1U : 0U;
  return found != 0;
}

/// The values of some articles, which stand one behind the other.
std::span<const std::uint32_t> values_of(const store::Facet& facet, std::uint32_t first,
                                         std::uint32_t last) {
  const auto begin = facet.of(first);
  const auto end = facet.of(last);
  return {begin.data(), end.data() + end.size()};
}

/// Articles that have one of the values \p ordinals. A name stands in few of them: most are done
/// with by the dozen.
DocSet with_any(const store::Facet& facet, const std::vector<std::uint32_t>& ordinals,
                std::uint32_t documents) {
  constexpr std::uint32_t together = 32;
  DocSet set(documents);
  if (ordinals.empty()) return set;
  const auto [first, last] = std::ranges::minmax(ordinals);
  std::vector<bool> wanted(facet.distinct());
  for (const std::uint32_t ordinal : ordinals) wanted[ordinal] = true;
  const auto is_wanted = [&](std::uint32_t ordinal) { return wanted[ordinal]; };
  for (std::uint32_t from = 1, to = 0; from <= documents; from = to + 1) {
    to = from + std::min(together - 1, documents - from);
    if (!any_between(values_of(facet, from, to), first, last)) continue;
    for (std::uint32_t docid = from; docid <= to; ++docid)
      if (std::ranges::any_of(facet.of(docid), is_wanted)) set.add(docid);
  }
  return set;
}

DocSet with_none(const store::Facet& facet, std::uint32_t documents) {
  DocSet set(documents);
  for (std::uint32_t docid = 1; docid <= documents; ++docid)
    if (facet.of(docid).empty()) set.add(docid);
  return set;
}

/// Articles that have a value of facet \p name for which \p test holds.
template <class Test>
DocSet with_value(const store::Segment& segment, std::string_view name, Test test) {
  const store::Facet facet = segment.facet(name);
  std::vector<std::uint32_t> ordinals;
  for (std::uint32_t ordinal = 0; ordinal < facet.distinct(); ++ordinal)
    if (test(facet.value(ordinal))) ordinals.push_back(ordinal);
  return with_any(facet, ordinals, segment.documents());
}

/// Ordinals in facet(\p type) of the names that \p node asks for.
std::vector<std::uint32_t> names_of(const store::Names& names, std::size_t type, const Node& node) {
  const std::string folded = schema::fold_value(node.value);
  if (!is_pattern(node)) return names.known_by(type, folded);
  const store::Facet facet = names.facet(type);
  std::vector<std::uint32_t> ordinals;
  for (std::uint32_t ordinal = 0; ordinal < facet.distinct(); ++ordinal)
    if (value_matches(facet.value(ordinal), folded)) ordinals.push_back(ordinal);
  return ordinals;
}

/// Articles that name what is known by the value, whatever they call it.
DocSet with_name(const store::Segment& segment, std::size_t type, const Node& node) {
  const store::Facet facet = segment.names()->facet(type);
  DocSet set = with_any(facet, names_of(*segment.names(), type, node), segment.documents());
  if (node.field->unknowable && schema::fold_value(node.value) == schema::unknown)
    set |= with_none(facet, segment.documents());
  return set;
}

DocSet with_term(const store::Segment& segment, const std::string& term) {
  DocSet set(segment.documents());
  store::translated(segment.folder(), [&] {
    const auto& database = segment.database();
    const auto end = database.postlist_end(term);
    for (auto at = database.postlist_begin(term); at != end; ++at)
      if (*at <= set.documents()) set.add(*at);
  });
  return set;
}

/// The index in store::name_facets of the field that \p node asks for; none where names do not
/// decide.
std::optional<std::size_t> name_type(const store::Segment& segment, const Node& node) {
  const auto type = std::ranges::find(store::name_facets, node.field->name);
  if (segment.names() == nullptr || type == store::name_facets.end()) return std::nullopt;
  return static_cast<std::size_t>(type - store::name_facets.begin());
}

DocSet match_value(const store::Segment& segment, const Node& node) {
  if (const auto type = name_type(segment, node)) return with_name(segment, *type, node);
  if (!is_pattern(node) && !node.field->mentioned)
    return with_term(segment, schema::keyword_term(*node.field, node.value));
  const std::string wanted = schema::fold_value(node.value);
  return with_value(segment, node.field->name, [&](std::string_view value) {
    return is_pattern(node) ? value_matches(value, wanted) : schema::fold_value(value) == wanted;
  });
}

DocSet match_days(const store::Segment& segment, const Node& node) {
  const std::int32_t first = store::day_number(node.days.first);
  const std::int32_t last = store::day_number(node.days.last);
  DocSet set(segment.documents());
  const auto days = segment.columns().days();
  for (std::uint32_t docid = 1; docid <= days.size(); ++docid) {
    const std::int32_t day = days[docid - 1];
    const bool known = day != store::unknown_day;
    if (node.unknown ? !known : known && day >= first && day <= last) set.add(docid);
  }
  return set;
}

}  // namespace

bool is_pattern(const Node& node) {
  return node.field->facet && node.value.find_first_of("*?") != std::string::npos;
}

bool value_matches(std::string_view value, std::string_view pattern) {
  const std::string folded = schema::fold_value(value);
  if (text::matches_wildcard(folded, pattern)) return true;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(' ', at), folded.size());
    if (text::matches_wildcard(std::string_view(folded).substr(at, end - at), pattern)) return true;
    at = end + 1;
  }
  return false;
}

DocSet match_field(const store::Segment& segment, const Node& node) {
  if (node.kind == Node::Kind::value) return match_value(segment, node);
  if (node.kind == Node::Kind::days) return match_days(segment, node);
  const std::string below = node.value + "/*";
  return with_value(segment, "path",
                    [&](std::string_view path) { return path_matches(path, node.value, below); });
}

std::vector<store::TypedName> names_asked_for(const store::Segment& segment, const Node& node) {
  std::vector<store::TypedName> names;
  if (node.kind != Node::Kind::value) return names;
  const auto type = name_type(segment, node);
  if (!type) return names;
  const store::Facet facet = segment.names()->facet(*type);
  for (const std::uint32_t ordinal : names_of(*segment.names(), *type, node))
    names.push_back({static_cast<std::uint8_t>(*type), std::string(facet.value(ordinal))});
  return names;
}

std::uint64_t field_cost(const store::Segment& segment, const Node& node) {
  constexpr std::uint64_t days_a_unit = 10;
  constexpr std::uint64_t a_value = 20;  // to be compared with a pattern
  const std::uint64_t documents = segment.documents();
  if (node.kind == Node::Kind::days) return documents / days_a_unit;
  const bool by_value = is_pattern(node) || (node.field->mentioned && segment.names() == nullptr);
  if (node.kind == Node::Kind::value && !by_value) return documents;
  const std::string_view facet = node.kind == Node::Kind::path ? "path" : node.field->name;
  return documents + a_value * segment.facet(facet).distinct();
}

}  // namespace ae::searching
