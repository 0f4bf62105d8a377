// SPDX-License-Identifier: GPL-2.0-or-later
/// Counts of values as tables for people, dates as a histogram.
#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace ae::searching::render {
namespace {

constexpr std::size_t widest_value = 40;
constexpr std::size_t longest_bar = 40;

/// A line of a table: a value, or a year or month that holds the values below it.
struct Row {
  FacetValue value;
  std::size_t depth = 0;
  bool leaf = true;
};

struct Columns {
  std::size_t value = 0;
  std::size_t count = 0;
  std::size_t bar = 0;  ///< 0: no bars
  bool share = false;   ///< of the value's articles
  std::uint64_t most = 1;
};

/// "2017-12-13" stands below "2017-12" and that below "2017"; counts add up.
std::vector<Row> rows_of(const Facet& facet) {
  std::vector<Row> rows;
  std::array<std::size_t, 2> open{};  // where the year and the month stand
  std::string_view before;
  for (const FacetValue& each : facet.values) {
    const std::string_view day = each.value;
    std::size_t depth = 0;
    if (facet.field == "date")
      for (std::size_t end = day.find('-'); end != std::string_view::npos && depth < open.size();
           end = day.find('-', end + 1), ++depth) {
        if (!before.starts_with(day.substr(0, end + 1))) {
          open[depth] = rows.size();
          rows.push_back({.value = {.value = std::string(day.substr(0, end))}, .depth = depth});
          rows.back().leaf = false;
        }
        rows[open[depth]].value.count += each.count;
      }
    rows.push_back({.value = each, .depth = depth});
    before = day;
  }
  return rows;
}

Columns measured(const Facet& facet, std::span<const Row> rows, std::size_t width) {
  Columns columns;
  for (const Row& row : rows) {
    const std::size_t value = cli::columns(cli::one_line(row.value.value));
    columns.value = std::max(columns.value, 2 * row.depth + value);
    columns.count = std::max(columns.count, cli::grouped(row.value.count).size());
    if (row.leaf) columns.most = std::max(columns.most, row.value.count);
  }
  columns.value = std::min(columns.value, widest_value);
  columns.share = facet.unit == "share";
  const std::size_t used = 4 + columns.value + 2 + columns.count + 2;
  if (facet.field == "date" && used < width) columns.bar = std::min(width - used, longest_bar);
  return columns;
}

/// Never empty for a count above 0.
std::string bar(std::uint64_t count, const Columns& columns) {
  std::string out;
  if (count == 0 || columns.bar == 0) return out;
  const double share = static_cast<double>(count) / static_cast<double>(columns.most);
  const auto blocks = static_cast<std::size_t>(share * static_cast<double>(columns.bar) + 0.5);
  for (std::size_t i = 0; i < std::max<std::size_t>(blocks, 1); ++i) out += "█";
  return "  " + out;
}

std::string line(const Row& row, const Columns& columns) {
  const std::string value = std::string(2 * row.depth, ' ') + cli::one_line(row.value.value);
  std::string out = fmt::format("  {} {}  {:>{}}", row.value.selected ? '*' : ' ',
                                cli::padded(cli::fitted(value, columns.value), columns.value),
                                cli::grouped(row.value.count), columns.count);
  if (columns.share) out += fmt::format("  {:5.1f} %", 100 * row.value.share);
  if (row.leaf) out += bar(row.value.count, columns);
  return out + '\n';
}

}  // namespace

std::string facets_text(const std::vector<Facet>& facets, std::size_t width) {
  std::string out;
  for (const Facet& facet : facets) {
    const auto rows = rows_of(facet);
    const Columns columns = measured(facet, rows, width);
    out += fmt::format("\n{}\n", name_of(facet));
    for (const Row& row : rows) out += line(row, columns);
    if (facet.distinct > facet.values.size())
      out += fmt::format("    … {} more\n", cli::grouped(facet.distinct - facet.values.size()));
  }
  return out;
}

std::string pairs_text(const std::vector<Pair>& pairs, std::size_t width) {
  if (pairs.empty()) return {};
  std::string out =
      fmt::format("\n{} and {}\n", pairs.front().first_field, pairs.front().second_field);
  for (const Pair& pair : pairs) {
    out += fmt::format("    {} + {}  {}\n", cli::one_line(pair.first), cli::one_line(pair.second),
                       cli::grouped(pair.count));
    if (!pair.example) continue;
    const std::string shown =
        fmt::format("{} [{}]", cli::one_line(pair.example->text), pair.example->id);
    out += cli::wrapped(shown, width, 8) + '\n';
  }
  return out;
}

}  // namespace ae::searching::render
