// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/completions.hpp"

#include "common/schema/fields.hpp"
#include "common/schema/terms.hpp"
#include "common/text/unicode.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace ae::searching {
namespace {

/// Views into the segments: few of them are shown.
using Counts = std::map<std::string_view, std::uint64_t>;

std::vector<std::pair<std::string_view, std::uint64_t>> most_frequent(const Counts& counts,
                                                                      std::size_t most) {
  std::vector<std::pair<std::string_view, std::uint64_t>> order(counts.begin(), counts.end());
  const auto end = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
  std::ranges::partial_sort(order, end, {}, [](const auto& entry) {
    return std::tuple(-static_cast<std::int64_t>(entry.second), entry.first);
  });
  order.erase(end, order.end());
  return order;
}

void add_fields(std::string_view prefix, std::vector<Completion>& out) {
  for (const schema::Field& field : schema::fields)
    if (field.name.starts_with(prefix))
      out.push_back({.text = fmt::format("{}:", field.name), .kind = "field", .count = 0});
}

void add_words(std::span<const OpenSegment> segments, std::string_view prefix, std::size_t most,
               std::vector<Completion>& out) {
  Counts counts;
  for (const OpenSegment& open : segments) {
    const store::Words& words = open.segment.words();
    for (const std::uint32_t number : words.with_prefix(prefix))
      counts[words.folded(number)] += words.count(number);
  }
  for (const auto& [word, count] : most_frequent(counts, most))
    out.push_back({.text = std::string(word), .kind = "word", .count = count});
}

/// Some word of \p value begins with \p prefix; both are folded.
bool begins_word(std::string_view value, std::string_view prefix) {
  for (std::size_t at = value.find(prefix); at != std::string_view::npos;
       at = value.find(prefix, at + 1))
    if (at == 0 || value[at - 1] == ' ') return true;
  return false;
}

/// Articles of each value of \p field that goes on from \p prefix.
Counts count_values(std::span<const OpenSegment> segments, const schema::Field& field,
                    std::string_view prefix) {
  Counts counts;
  for (const OpenSegment& open : segments) {
    const store::Facet facet = open.segment.facet(field.name);
    std::vector<std::uint64_t> articles(facet.distinct());
    open.alive.for_each([&](std::uint32_t docid) {
      for (const std::uint32_t ordinal : facet.of(docid)) ++articles[ordinal];
    });
    for (std::uint32_t ordinal = 0; ordinal < articles.size(); ++ordinal)
      if (articles[ordinal] > 0 && begins_word(schema::fold_value(facet.value(ordinal)), prefix))
        counts[facet.value(ordinal)] += articles[ordinal];
  }
  return counts;
}

/// `person:"Doug Jones"`, as it is typed.
std::string typed(const schema::Field& field, std::string_view value) {
  const bool quoted = value.find_first_of(" ()'\"") != std::string_view::npos;
  return fmt::format("{}:{}{}{}", field.name, quoted ? "\"" : "", value, quoted ? "\"" : "");
}

bool has_names(const schema::Field& field) {
  return field.facet && field.kind == schema::Kind::keyword;
}

}  // namespace

std::vector<Completion> complete(std::span<const OpenSegment> segments, std::string_view prefix,
                                 std::size_t most) {
  std::vector<Completion> out;
  const std::size_t colon = prefix.find(':');
  const schema::Field* chosen =
      colon == std::string_view::npos ? nullptr : schema::find(prefix.substr(0, colon));
  if (chosen != nullptr) {
    if (!has_names(*chosen)) return out;
    prefix.remove_prefix(colon + 1);
    if (prefix.starts_with('"')) prefix.remove_prefix(1);
    const std::string folded = schema::fold_value(prefix);
    for (const auto& [value, count] : most_frequent(count_values(segments, *chosen, folded), most))
      out.push_back(
          {.text = typed(*chosen, value), .kind = std::string(chosen->name), .count = count});
    return out;
  }
  add_fields(prefix, out);
  const std::string folded = text::fold(prefix);
  if (folded.empty()) return out;
  add_words(segments, folded, most, out);
  for (const schema::Field& field : schema::fields) {
    if (!has_names(field) || field.name == "lang") continue;
    for (const auto& [value, count] : most_frequent(count_values(segments, field, folded), most))
      out.push_back({.text = std::string(value), .kind = std::string(field.name), .count = count});
  }
  return out;
}

}  // namespace ae::searching
