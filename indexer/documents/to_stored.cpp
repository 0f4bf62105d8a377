// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/analysis/steps.hpp"
#include "indexer/documents/document.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace ae::indexing {
namespace {

store::Record to_record(const Analysis& analysis) {
  return {.title = analysis.title,
          .title_derived = analysis.title_derived,
          .date_time = analysis.date_time,
          .date_zone = analysis.date_zone,
          .url = analysis.url,
          .source_id = analysis.source_id,
          .path = analysis.origin.to_string(),
          .authors = analysis.authors,
          .seen = analysis.seen};
}

std::vector<store::StoredBlock> to_blocks(std::vector<Block> blocks) {
  std::vector<store::StoredBlock> out;
  out.reserve(blocks.size());
  for (Block& block : blocks)
    out.push_back({block.bytes, std::move(block.text), std::move(block.rule)});
  return out;
}

void append_evidence(std::vector<Claim> claims, store::StoredText& stored) {
  for (Claim& claim : claims)
    stored.evidence.push_back(
        {.field = std::string(name(claim.key)),
         .value = std::move(claim.value),
         .source = std::string(name(claim.source)),
         .rule = std::move(claim.rule),
         .bytes = claim.bytes,
         .confidence = static_cast<std::uint32_t>(std::lround(claim.confidence * 1000)),
         .reason = std::move(claim.reason),
         .order = claim.order});
}

std::vector<store::StoredMention> to_stored_mentions(std::vector<Mention> mentions) {
  std::vector<store::StoredMention> out;
  out.reserve(mentions.size());
  for (Mention& mention : mentions)
    out.push_back(
        {mention.bytes, static_cast<std::uint8_t>(mention.type), std::move(mention.canonical)});
  return out;
}

/// \p analysis loses what becomes part of it.
store::StoredText to_stored_text(Analysis& analysis) {
  store::StoredText stored{.text = std::move(analysis.text),
                           .breaks = {analysis.breaks.begin(), analysis.breaks.end()},
                           .captions = to_blocks(std::move(analysis.captions)),
                           .boilerplate = to_blocks(std::move(analysis.boilerplate)),
                           .mentions = {},
                           .evidence = {}};
  stored.mentions = to_stored_mentions(std::move(analysis.mentions));
  append_evidence(std::move(analysis.evidence), stored);
  append_evidence(std::move(analysis.rejected), stored);
  return stored;
}

/// The claims that the article itself makes, as they were found.
std::vector<Claim> own_claims(const std::vector<store::StoredEvidence>& evidence) {
  std::vector<Claim> claims;
  for (const store::StoredEvidence& item : evidence) {
    const auto key = key_of(item.field);
    const auto source = source_of(item.source);
    if (!key || !source || is_told(*source)) continue;
    Claim claim{.key = *key,
                .value = item.value,
                .source = *source,
                .rule = item.rule,
                .bytes = item.bytes,
                .confidence = item.confidence / 1000.0,
                .order = item.order};
    if (!is_of_address(claim)) claims.push_back(std::move(claim));
  }
  std::ranges::stable_sort(claims, {}, &Claim::order);
  return claims;
}

Block to_block(const store::StoredBlock& block) { return {block.bytes, block.text, block.rule}; }

/// What of \p stored metadata are settled from.
Analysis to_analysis(const store::StoredArticle& stored) {
  Analysis analysis;
  analysis.text = stored.body.text;
  std::ranges::transform(stored.body.captions, std::back_inserter(analysis.captions), to_block);
  std::ranges::transform(stored.body.boilerplate, std::back_inserter(analysis.boilerplate),
                         to_block);
  analysis.breaks.assign(stored.body.breaks.begin(), stored.body.breaks.end());
  analysis.seen = stored.record.seen;
  return analysis;
}

}  // namespace

store::StoredArticle to_stored(Analysis analysis) {
  store::StoredArticle article{.record = to_record(analysis),
                               .body = to_stored_text(analysis),
                               .file = std::move(analysis.origin.path),
                               .date = analysis.date,
                               .outlet = std::move(analysis.outlet),
                               .lang = std::move(analysis.lang)};
  return article;
}

void retell(store::StoredArticle& article, const std::vector<Claim>& told,
            const AnalysisOptions& options) {
  Analysis analysis = to_analysis(article);
  settle_metadata(own_claims(article.body.evidence), told, options.today, analysis);
  if (options.entities && analysis.lang != article.lang)
    article.body.mentions =
        to_stored_mentions(find_mentions(analysis.text, analysis.breaks, analysis.lang));
  std::string path = std::move(article.record.path);
  article.record = to_record(analysis);
  article.record.path = std::move(path);
  article.body.evidence.clear();
  append_evidence(std::move(analysis.evidence), article.body);
  append_evidence(std::move(analysis.rejected), article.body);
  article.date = analysis.date;
  article.outlet = std::move(analysis.outlet);
  article.lang = std::move(analysis.lang);
}

}  // namespace ae::indexing
