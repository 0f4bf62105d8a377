// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/facets.hpp"

#include "common/schema/fields.hpp"
#include "common/schema/terms.hpp"
#include "searcher/present/tally.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace ae::searching {
namespace {

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
  explicit DayCounts(std::map<std::int32_t, std::uint64_t> counts) : days_(std::move(counts)) {}

  void add(const OpenSegment& open, const DocSet& matches) {
    std::int32_t last = begin_;
    std::int32_t first = end_;
    for_each_day(open, matches, [&](std::int32_t day) {
      if (day < begin_ || day >= end_) return;
      first = std::min(first, day);
      last = std::max(last, day);
    });
    table_.assign(first <= last ? static_cast<std::size_t>(last - first) + 1 : 0, 0);
    for_each_day(open, matches, [&](std::int32_t day) {
      if (day >= first && day <= last)
        ++table_[static_cast<std::size_t>(day - first)];
      else
        ++days_[day];
    });
    for (std::size_t i = 0; i < table_.size(); ++i)
      if (table_[i] > 0) days_[first + static_cast<std::int32_t>(i)] += table_[i];
  }

  [[nodiscard]] const std::map<std::int32_t, std::uint64_t>& all() const { return days_; }

 private:
  static constexpr std::int32_t begin_ = -36'525;  ///< a century before 1970
  static constexpr std::int32_t end_ = 36'525;
  std::vector<std::uint32_t> table_;  // of the days between those of one segment's matches
  std::map<std::int32_t, std::uint64_t> days_;
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
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (!segments[i].sample) counts.add(segments[i], matches[i]);
  std::map<std::string, std::uint64_t> buckets;
  for (const auto& [day, count] : counts.all()) buckets[bucket(day, unit)] += count;
  if (elsewhere.without > 0) buckets[std::string(schema::unknown)] += elsewhere.without;
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
