// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/ascii.hpp"
#include "indexer/analysis/steps.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ae::indexing {
namespace {

/// The best title that is claimed: of the record, or of a trailer. What the properties of a
/// document say counts less than its first line.
const Claim* claimed_title(const std::vector<Claim>& claims) {
  const Claim* best = nullptr;
  for (const Claim& claim : claims) {
    if (claim.key != Key::title || claim.source == Source::properties) continue;
    if (ascii::trim(claim.value).empty()) continue;
    if (!best || claim.source < best->source) best = &claim;
  }
  return best;
}

/// The body without its first line, nor what is blank behind that.
void cut_off(std::string_view text, Span line, std::vector<Span>& body) {
  Span& first = body.front();
  first.from = std::min(text.find_first_not_of(" \t\n", line.to), first.to);
  if (first.empty()) body.erase(body.begin());
}

/// The first line of the body where it says \p words, but for case and punctuation.
std::optional<Span> first_line_says(std::string_view text, const std::vector<Span>& body,
                                    std::string_view words) {
  if (body.empty()) return std::nullopt;
  const std::string_view run = body.front().of(text);
  const std::string_view line = ascii::trim(run.substr(0, run.find('\n')));
  if (line.size() > 2 * words.size() + 20 || !same_title(line, words)) return std::nullopt;
  const auto from = static_cast<std::size_t>(line.data() - text.data());
  return Span{from, from + line.size()};
}

/// A first line that only names the outlet is no headline.
void cut_off_masthead(std::string_view text, const std::vector<Claim>& claims, Blocks& blocks) {
  for (const Claim& claim : claims) {
    if (claim.key != Key::outlet) continue;
    const auto line = first_line_says(text, blocks.body, claim.value);
    if (!line) continue;
    blocks.boilerplate.insert(blocks.boilerplate.begin(),
                              {*line, std::string(line->of(text)), "masthead"});
    cut_off(text, *line, blocks.body);
    return;
  }
}

/// Claims the headline, and takes it out of the body.
void read_title(std::string_view text, Blocks& blocks, std::vector<Claim>& claims) {
  const Claim* const claimed = claimed_title(claims);
  const auto repeated = claimed ? first_line_says(text, blocks.body, claimed->value) : std::nullopt;
  const auto headline = repeated ? repeated : find_headline(text, blocks);
  if (!headline) return;
  // Where a record or a trailer gives another title, the first line may be anything.
  const bool is_title = repeated || !claimed;
  claims.push_back(
      {Key::title, std::string(headline->of(text)), Source::text, "first line", *headline, 0.9});
  if (is_title) cut_off(text, *headline, blocks.body);
}

void read_language(std::string_view text, std::vector<Claim>& claims) {
  const Language language = identify_language(text);
  if (!language.code.empty())
    claims.push_back(
        {Key::lang, language.code, Source::text, language.rule, {}, language.confidence});
}

/// In the order in which they were found: of two equally strong claims the first holds.
std::vector<Claim> find_claims(const Article& article, Blocks& blocks) {
  std::vector<Claim> claims = article.claims;
  std::ranges::move(blocks.claims, std::back_inserter(claims));
  cut_off_masthead(article.text, claims, blocks);
  read_title(article.text, blocks, claims);
  std::ranges::move(find_dateline(article.text, blocks.body), std::back_inserter(claims));
  return claims;
}

}  // namespace

Analysis read_metadata(const Article& article, std::optional<Day> today) {
  Analysis analysis;
  analysis.origin = article.origin;
  analysis.seen = article.seen;
  Blocks blocks = find_blocks(article.text, article.parts);
  std::vector<Claim> claims = find_claims(article, blocks);
  Body body = join_body(article.text, blocks.body);
  analysis.text = std::move(body.text);
  analysis.breaks = std::move(body.breaks);
  analysis.captions = std::move(blocks.captions);
  analysis.boilerplate = std::move(blocks.boilerplate);
  read_language(analysis.text, claims);
  for (std::uint32_t i = 0; i < claims.size(); ++i) claims[i].order = i;
  settle_metadata(std::move(claims), article.told, today, analysis);
  return analysis;
}

void settle_metadata(std::vector<Claim> claims, const std::vector<Claim>& told,
                     std::optional<Day> today, Analysis& analysis) {
  claims.insert(claims.end(), told.begin(), told.end());
  settle(std::move(claims), analysis.seen ? analysis.seen : today, analysis);
  if (!analysis.title.empty()) return;
  analysis.title = derive_title(analysis);
  analysis.title_derived = true;
}

}  // namespace ae::indexing
