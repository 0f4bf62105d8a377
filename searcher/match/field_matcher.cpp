// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/field_matcher.hpp"

#include "common/schema/terms.hpp"
#include "common/text/wildcard.hpp"
#include "searcher/match/number_scan.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
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

/// A bit for each of 64 ordinals of \p facet that is among some.
class Wanted {
 public:
  Wanted(std::vector<std::uint32_t> ordinals, std::size_t distinct)
      : ordinals_(std::move(ordinals)), wanted_(ordinals_.size() > few ? distinct : 0) {
    std::ranges::sort(ordinals_);
    if (!wanted_.empty())
      for (const std::uint32_t ordinal : ordinals_) wanted_[ordinal] = true;
  }

  [[nodiscard]] std::uint64_t operator()(const std::uint32_t* ordinals) const noexcept {
    std::uint64_t bits = 0;
    if (wanted_.empty()) {
      for (const std::uint32_t ordinal : ordinals_) bits |= between(ordinals, ordinal, ordinal);
      return bits;
    }
    std::uint64_t left = between(ordinals, ordinals_.front(), ordinals_.back());
    for (; left != 0; left &= left - 1)
      if (wanted_[ordinals[std::countr_zero(left)]]) bits |= left & -left;
    return bits;
  }

 private:
  static constexpr std::size_t few = 4;  ///< are compared one by one

  std::vector<std::uint32_t> ordinals_;
  std::vector<bool> wanted_;  ///< by ordinal
};

/// Articles that have one of the values \p ordinals. A name stands in few of them: the names of
/// all are looked through, and where one is found, whose it is.
DocSet with_any(const store::Facet& facet, std::vector<std::uint32_t> ordinals,
                std::uint32_t documents) {
  DocSet set(documents);
  if (ordinals.empty()) return set;
  std::uint32_t docid = 1;
  each_64(facet.ordinals(), Wanted(std::move(ordinals), facet.distinct()),
          [&](std::size_t from, std::uint64_t bits) {
            for (; bits != 0; bits &= bits - 1) {
              docid = facet.holder(from + static_cast<unsigned>(std::countr_zero(bits)), docid);
              set.add(docid);
            }
          });
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
  return with_any(facet, std::move(ordinals), segment.documents());
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
  const auto number = [](Day day) { return static_cast<std::uint32_t>(store::day_number(day)); };
  const auto unknown = static_cast<std::uint32_t>(store::unknown_day);
  const std::uint32_t first = node.unknown ? unknown : number(node.days.first);
  const std::uint32_t last = node.unknown ? unknown : number(node.days.last);
  DocSet set(segment.documents());
  if (!node.unknown && node.days.last < node.days.first) return set;
  const auto days = segment.columns().days();
  each_64(
      {reinterpret_cast<const std::uint32_t*>(days.data()), days.size()},
      [&](const std::uint32_t* numbers) { return between(numbers, first, last); },
      [&](std::size_t from, std::uint64_t bits) {
        set.add(static_cast<std::uint32_t>(from) + 1, bits);
      });
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
