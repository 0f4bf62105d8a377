// SPDX-License-Identifier: GPL-2.0-or-later
/// Lines that say who wrote: bylines above the body, taglines below it.
#include "common/text/ascii.hpp"
#include "indexer/cleaning/authors.hpp"
#include "indexer/cleaning/line.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

constexpr std::size_t longest_byline = 160;     ///< bytes
constexpr std::size_t longest_tagline = 1'500;  ///< bytes
constexpr std::string_view reported = " reported from ";

void add_authors(const Line& line, std::string_view part, const char* rule, double confidence,
                 std::vector<Claim>& claims) {
  for (const std::string_view name : read_authors(part))
    claims.push_back(claim_of(line, Key::author, name, rule, confidence));
}

/// A byline names people by two words at least, or in capitals: "By Ana Reyes", "By LANTERN" is
/// one too, but "By Monday" or "By contrast" is none.
bool names_somebody(const std::vector<Claim>& claims) {
  return std::any_of(claims.begin(), claims.end(),
                     [](const Claim& c) { return count_words(c.value, 1) > 1; });
}

/// "Ana Reyes, Staff Writer"
bool is_name_and_role(std::string_view text) {
  const std::size_t comma = text.find(", ");
  if (comma == std::string_view::npos || count_words(text.substr(0, comma), 5) > 5) return false;
  const std::string_view behind = text.substr(comma + 2);
  return count_words(behind, 5) <= 5 && is_role(behind);
}

/// What a tagline begins with, and whether those it names wrote the report.
struct Opening {
  std::string_view text;
  bool authors;
};
constexpr std::array openings{Opening{"reporting by ", true},
                              Opening{"writing by ", true},
                              Opening{"reporting and writing by ", true},
                              Opening{"additional reporting", false},
                              Opening{"editing by ", false},
                              Opening{"compiled by ", false},
                              Opening{"with reporting by ", false},
                              Opening{"with additional reporting", false},
                              Opening{"with contributions ", false},
                              Opening{"edited by ", false},
                              Opening{"our standards:", false}};

const Opening* opening_of(std::string_view text) {
  if (text.starts_with('(')) text.remove_prefix(1);
  const auto* const found = std::find_if(openings.begin(), openings.end(), [&](const Opening& o) {
    return ascii::starts_with(text, o.text);
  });
  return found == openings.end() ? nullptr : found;
}

constexpr std::array<std::string_view, 8> endings{
    "contributed to this report.",  "contributed to this report",  "contributed to this story.",
    "contributed to this article.", "contributed reporting.",      "contributed reporting",
    "contributed research.",        "contributed to this report.)"};

/// "Reyes reported from Mobile. Stone reported from Selma." -> Reyes, Stone
void add_reporters(const Line& line, std::vector<Claim>& claims) {
  std::size_t start = 0;
  for (std::size_t at = 0; (at = line.text.find(reported, at)) != std::string_view::npos;
       at += reported.size()) {
    const std::size_t stop = line.text.substr(0, at).rfind(". ");
    if (stop != std::string_view::npos && stop >= start) start = stop + 2;
    add_authors(line, line.text.substr(start, at - start), "reporting tagline", 0.8, claims);
    start = at + reported.size();
  }
}

/// Does the line begin "Reyes reported from Mobile", as no sentence about anybody else does?
bool begins_reported(std::string_view text) {
  const std::size_t at = text.substr(0, 120).find(reported);
  if (at == std::string_view::npos || text.size() > longest_tagline) return false;
  const auto names = read_authors(text.substr(0, at));
  return !names.empty() && ascii::is_upper(text.substr(at + reported.size()).front());
}

Finding tagline(std::string_view cut, std::vector<Claim> claims) {
  return {Finding::Kind::boilerplate, "reporting tagline", cut, cut, std::move(claims)};
}

/// "... voters said. (Reporting by Ana Reyes; Editing by Bob Stone) ($1 = 0.8 euros)": the first
/// bracket of that kind near the end of the line.
std::string_view credit_bracket(std::string_view text) {
  const std::string_view end = text.substr(text.size() - std::min(text.size(), longest_tagline));
  for (std::size_t at = 0; (at = end.find('(', at)) != std::string_view::npos; ++at) {
    if (!opening_of(end.substr(at))) continue;
    const std::size_t close = end.find(')', at);
    if (close == std::string_view::npos) break;
    return end.substr(at, close + 1 - at);
  }
  return {};
}

}  // namespace

std::optional<Finding> find_byline(const Line& line) {
  if (!line.in_header || line.goes_on || line.text.size() > longest_byline) return std::nullopt;
  const std::size_t marker = byline_marker(line.text);
  // "by Ana Reyes" in small letters may be the rest of a wrapped sentence.
  const bool marked =
      marker > 0 && (is_capitalised(line.text) || (line.gap_before && line.gap_after));
  const bool prose = ends_sentence(line.text) || line.text.find(") -") != std::string_view::npos;
  if (prose || (!marked && !is_name_and_role(line.text))) return std::nullopt;
  Finding found = furniture(line, "byline");
  add_authors(line, line.text.substr(marker), "byline", 0.95, found.claims);
  // Only "By" alone or with somebody's name: "By far the largest crowd" is a heading.
  if (!names_somebody(found.claims)) return std::nullopt;
  return found;
}

std::optional<Finding> find_tagline(const Line& line) {
  const std::string_view bracket = credit_bracket(line.text);
  if (!bracket.empty()) {
    std::vector<Claim> claims;
    std::string_view names = bracket.substr(1, bracket.size() - 2);
    names = names.substr(0, names.find(';'));
    const Opening* const opening = opening_of(names);
    if (opening && opening->authors)
      add_authors(line, names.substr(opening->text.size()), "reporting tagline", 0.8, claims);
    return tagline(bracket, std::move(claims));
  }
  if (!line.in_trailer) return std::nullopt;
  const Opening* const opening = opening_of(line.text);
  if (opening && line.text.size() <= 400) {
    std::vector<Claim> claims;
    const std::string_view names = line.text.substr(opening->text.size());
    if (opening->authors)
      add_authors(line, names.substr(0, names.find(';')), "reporting tagline", 0.8, claims);
    return tagline(line.text, std::move(claims));
  }
  const bool contributed =
      line.text.size() <= 400 && std::any_of(endings.begin(), endings.end(), [&](auto ending) {
        return ascii::ends_with(line.text, ending);
      });
  if (!contributed && !begins_reported(line.text)) return std::nullopt;
  std::vector<Claim> claims;
  if (begins_reported(line.text)) add_reporters(line, claims);
  return tagline(line.text, std::move(claims));
}

}  // namespace ae::indexing
