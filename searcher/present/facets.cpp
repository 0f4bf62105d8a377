// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/facets.hpp"

#include "common/schema/fields.hpp"
#include "common/schema/terms.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace ae::searching {
namespace {

/// A value and its articles. Views into the segments' columns: an archive has many values, and few
/// of them are shown.
struct Counted {
  std::string_view value;
  std::uint64_t count = 0;
  bool selected = false;
};

/// The matches of each ordinal of one segment.
struct ByOrdinal {
  std::vector<std::uint32_t> counts;
  std::uint64_t without = 0;  ///< matches that have no value
};

ByOrdinal count_ordinals(const store::Facet& facet, const DocSet& matches) {
  ByOrdinal by_ordinal{.counts = std::vector<std::uint32_t>(facet.distinct()), .without = 0};
  matches.for_each([&](std::uint32_t docid) {
    const auto ordinals = facet.of(docid);
    if (ordinals.empty()) ++by_ordinal.without;
    for (const std::uint32_t ordinal : ordinals) ++by_ordinal.counts[ordinal];
  });
  return by_ordinal;
}

/// What the \p limit-th most frequent value counts, at least 1; 1 where there are no more than
/// that.
std::uint32_t least_shown(std::vector<std::uint32_t> counts, std::uint64_t limit) {
  if (limit == 0 || limit >= counts.size()) return 1;
  const auto last = counts.begin() + static_cast<std::ptrdiff_t>(limit - 1);
  std::ranges::nth_element(counts, last, std::greater{});
  return std::max(*last, std::uint32_t{1});
}

/// Ordinals mean something in their segment only: counted there, added up by value.
/// \param limit  only so many of the most frequent values, and those as frequent, are wanted;
///   0: all
/// \returns how many values there are
std::size_t count_values(const OpenSegment& open, const DocSet& matches, const schema::Field& field,
                         std::uint64_t limit, std::vector<Counted>& counts) {
  const store::Facet facet = open.segment.facet(field.name);
  const ByOrdinal by_ordinal = count_ordinals(facet, matches);
  const std::uint32_t least = limit == 0 ? 1 : least_shown(by_ordinal.counts, limit);
  std::size_t distinct = 0;
  for (std::uint32_t ordinal = 0; ordinal < by_ordinal.counts.size(); ++ordinal) {
    const std::uint32_t count = by_ordinal.counts[ordinal];
    if (count > 0) ++distinct;
    if (count >= least) counts.push_back({facet.value(ordinal), count});
  }
  if (!field.unknowable || by_ordinal.without == 0) return distinct;
  counts.push_back({schema::unknown, by_ordinal.without});
  return distinct + 1;
}

void add_up(std::vector<Counted>& counts) {
  std::ranges::sort(counts, {}, &Counted::value);
  std::size_t kept = 0;
  for (const Counted& next : counts) {
    if (kept > 0 && counts[kept - 1].value == next.value)
      counts[kept - 1].count += next.count;
    else
      counts[kept++] = next;
  }
  counts.resize(kept);
}

/// Keeps what \p options look for and notes which values are selected.
void choose(const FacetOptions& options, std::vector<Counted>& counts) {
  if (options.find.empty() && options.selected.empty()) return;
  const std::string wanted = schema::fold_value(options.find);
  std::vector<std::string> selected;
  for (const std::string& value : options.selected) selected.push_back(schema::fold_value(value));
  std::erase_if(counts, [&](Counted& counted) {
    const std::string folded = schema::fold_value(counted.value);
    counted.selected = std::ranges::find(selected, folded) != selected.end();
    return folded.find(wanted) == std::string::npos;
  });
}

/// The most frequent values, unknown behind equally frequent ones; selected ones are always kept.
std::vector<FacetValue> most_frequent(std::uint64_t limit, std::vector<Counted> counts) {
  const auto key = [](const Counted& counted) {
    return std::tuple(-static_cast<std::int64_t>(counted.count), counted.value == schema::unknown,
                      counted.value);
  };
  const std::size_t shown =
      limit == 0 ? counts.size() : std::min<std::size_t>(limit, counts.size());
  const auto rest = counts.begin() + static_cast<std::ptrdiff_t>(shown);
  std::ranges::partial_sort(counts, rest, {}, key);
  counts.erase(
      std::remove_if(rest, counts.end(), [](const auto& value) { return !value.selected; }),
      counts.end());
  std::vector<FacetValue> values;
  for (const Counted& counted : counts)
    values.push_back({std::string(counted.value), counted.count, counted.selected});
  return values;
}

/// Tells of each value which part of its articles \p values count.
void add_shares(std::span<const OpenSegment> segments, const schema::Field& field,
                std::vector<FacetValue>& values) {
  std::vector<Counted> all;
  for (const OpenSegment& open : segments) count_values(open, open.alive, field, 0, all);
  add_up(all);
  for (FacetValue& each : values) {
    const auto at = std::ranges::lower_bound(all, each.value, {}, &Counted::value);
    if (at != all.end() && at->value == each.value)
      each.share = static_cast<double>(each.count) / static_cast<double>(at->count);
  }
}

/// Articles of each day. Nearly all of an archive are of the same two centuries, for which there is
/// a table.
class DayCounts {
 public:
  explicit DayCounts(std::map<std::int32_t, std::uint64_t> counts) : others_(std::move(counts)) {}

  void add(std::int32_t day, std::uint64_t articles) {
    const std::int64_t place = std::int64_t{day} - first;
    if (place >= 0 && place < days)
      table_[static_cast<std::size_t>(place)] += articles;
    else
      others_[day] += articles;
  }

  [[nodiscard]] std::map<std::int32_t, std::uint64_t> take() && {
    for (std::int32_t i = 0; i < days; ++i)
      if (const auto articles = table_[static_cast<std::size_t>(i)]; articles > 0)
        others_[first + i] += articles;
    return std::move(others_);
  }

 private:
  static constexpr std::int32_t first = -36'525;  ///< a century before 1970
  static constexpr std::int32_t days = 2 * 36'525;
  std::vector<std::uint64_t> table_ = std::vector<std::uint64_t>(days);
  std::map<std::int32_t, std::uint64_t> others_;
};

std::string bucket(std::int32_t day, std::string_view unit) {
  if (day == store::unknown_day) return std::string(schema::unknown);
  const std::string iso = to_iso(Day(std::chrono::sys_days(std::chrono::days(day))));
  return iso.substr(0, unit == "year" ? 4 : unit == "day" ? 10 : 7);
}

/// In calendar order ("unknown" sorts behind digits).
std::vector<FacetValue> count_days(std::span<const OpenSegment> segments,
                                   std::span<const DocSet> matches, std::string_view unit,
                                   const FacetOptions& options, const FacetTally& elsewhere) {
  DayCounts counts(elsewhere.days);
  if (elsewhere.without > 0) counts.add(store::unknown_day, elsewhere.without);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (segments[i].sample) continue;
    const auto days = segments[i].segment.columns().days();
    matches[i].for_each([&](std::uint32_t docid) { counts.add(days[docid - 1], 1); });
  }
  const auto by_day = std::move(counts).take();
  std::map<std::string, std::uint64_t> buckets;
  for (const auto& [day, count] : by_day) buckets[bucket(day, unit)] += count;
  std::vector<FacetValue> values;
  for (const auto& [value, count] : buckets)
    if (value.find(options.find) != std::string::npos)
      values.push_back(
          {value, count, std::ranges::find(options.selected, value) != options.selected.end()});
  return values;
}

}  // namespace

Facet count_facet(std::span<const OpenSegment> segments, std::span<const DocSet> matches,
                  const FacetRequest& request, const FacetOptions& options, Deadline& deadline,
                  const FacetTally& elsewhere) {
  deadline.check();
  const schema::Field& field = *schema::find(request.field);
  Facet facet{.field = request.field, .unit = request.unit, .values = {}, .distinct = 0};
  if (field.kind == schema::Kind::day) {
    if (facet.unit.empty()) facet.unit = "month";
    facet.values = count_days(segments, matches, facet.unit, options, elsewhere);
    facet.distinct = facet.values.size();
    return facet;
  }
  // Where nothing is to be added up or looked for, no more values are read than are shown.
  const bool several = segments.size() > 1 || !elsewhere.values.empty() || elsewhere.without > 0;
  const bool chosen = !options.find.empty() || !options.selected.empty();
  std::vector<Counted> counts;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    deadline.check();
    if (segments[i].sample) continue;
    const std::uint64_t limit = several || chosen ? 0 : options.limit;
    facet.distinct += count_values(segments[i], matches[i], field, limit, counts);
  }
  for (const auto& [value, count] : elsewhere.values) counts.push_back({value, count});
  if (field.unknowable && elsewhere.without > 0)
    counts.push_back({schema::unknown, elsewhere.without});
  if (several) add_up(counts);
  choose(options, counts);
  if (several || chosen) facet.distinct = counts.size();
  facet.values = most_frequent(options.limit, std::move(counts));
  deadline.check();
  if (facet.unit == "share") add_shares(segments, field, facet.values);
  return facet;
}

}  // namespace ae::searching
