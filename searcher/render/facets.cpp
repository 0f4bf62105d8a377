// SPDX-License-Identifier: GPL-2.0-or-later
/// Counts of values as tables for people, dates as a histogram.
#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ae::searching::render {
namespace {

constexpr std::size_t widest_value = 40;
constexpr std::size_t longest_bar = 40;

struct Columns {
  std::size_t value = 0;
  std::size_t count = 0;
  std::size_t bar = 0;  ///< 0: no bars
  std::uint64_t most = 1;
};

Columns measured(const Facet& facet, std::size_t width) {
  Columns columns;
  for (const FacetValue& each : facet.values) {
    columns.value = std::max(columns.value, cli::columns(cli::one_line(each.value)));
    columns.count = std::max(columns.count, cli::grouped(each.count).size());
    columns.most = std::max(columns.most, each.count);
  }
  columns.value = std::min(columns.value, widest_value);
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

std::string row(const FacetValue& each, const Columns& columns) {
  const std::string value = cli::fitted(cli::one_line(each.value), columns.value);
  return fmt::format("  {} {}  {:>{}}{}\n", each.selected ? '*' : ' ',
                     cli::padded(value, columns.value), cli::grouped(each.count), columns.count,
                     bar(each.count, columns));
}

}  // namespace

std::string facets_text(const std::vector<Facet>& facets, std::size_t width) {
  std::string out;
  for (const Facet& facet : facets) {
    const Columns columns = measured(facet, width);
    out += fmt::format("\n{}\n", name_of(facet));
    for (const FacetValue& each : facet.values) out += row(each, columns);
    if (facet.distinct > facet.values.size())
      out += fmt::format("    … {} more\n", cli::grouped(facet.distinct - facet.values.size()));
  }
  return out;
}

}  // namespace ae::searching::render
