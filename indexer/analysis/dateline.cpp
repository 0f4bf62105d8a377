// SPDX-License-Identifier: GPL-2.0-or-later
/// Datelines: the place, sometimes the day and the agency, that a report begins with.
#include "common/dates/find.hpp"
#include "common/text/ascii.hpp"
#include "indexer/analysis/steps.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ae::indexing {
namespace {

constexpr std::size_t longest = 120;  ///< bytes of a dateline

/// Where the dash stands that parts a dateline from the report; npos if there is none.
std::size_t dash_of(std::string_view text) {
  constexpr std::array<std::string_view, 5> dashes{" - ", " – ", " — ", " -- ", ") -"};
  std::size_t first = std::string_view::npos;
  for (const std::string_view dash : dashes) first = std::min(first, text.find(dash));
  return first;
}

/// "BIRMINGHAM, Ala." begins with a word in capitals.
bool begins_in_capitals(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of(" ,/("), text.size());
  return end >= 3 && std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end),
                                 [](char c) { return !ascii::is_lower(c); });
}

/// "(Reuters)", "/PRNewswire/" -> the name within
std::string_view agency_of(std::string_view text) {
  for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'/', '/'}}) {
    const std::size_t from = text.find(open);
    if (from == std::string_view::npos) continue;
    const std::size_t to = text.find(close, from + 1);
    if (to != std::string_view::npos) return ascii::trim(text.substr(from + 1, to - from - 1));
  }
  return {};
}

}  // namespace

std::vector<Claim> find_dateline(std::string_view text, const std::vector<Span>& body) {
  std::vector<Claim> claims;
  if (body.empty()) return claims;
  const std::string_view run = ascii::trim(body.front().of(text));
  const std::string_view start = run.substr(0, longest).substr(0, run.find('\n'));
  const std::size_t dash = dash_of(start);
  if (dash == std::string_view::npos || !begins_in_capitals(start)) return claims;
  const std::string_view line = start.substr(0, dash + 1);
  const auto claim = [&](Key key, std::string_view part, const char* rule, double confidence) {
    const auto from = static_cast<std::size_t>(part.data() - text.data());
    claims.push_back(
        {key, std::string(part), Source::text, rule, {from, from + part.size()}, confidence});
  };
  if (const auto day = dates::first_day(line))
    claim(Key::date, day->bytes.of(line), "dateline", 0.7);
  // Who reported is not who published: kept beside the evidence, never accepted.
  if (const auto agency = agency_of(line); !agency.empty() && is_capitalised(agency))
    claim(Key::outlet, agency, "dateline agency", 0.3);
  return claims;
}

}  // namespace ae::indexing
