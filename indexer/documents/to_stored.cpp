// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/document.hpp"

#include <cmath>
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
          .authors = analysis.authors};
}

std::vector<store::StoredBlock> to_blocks(const std::vector<Block>& blocks) {
  std::vector<store::StoredBlock> out;
  for (const Block& block : blocks) out.push_back({block.bytes, block.text, block.rule});
  return out;
}

void append_evidence(const std::vector<Claim>& claims, bool accepted, store::StoredText& stored) {
  for (const Claim& claim : claims)
    stored.evidence.push_back(
        {.field = std::string(name(claim.key)),
         .value = claim.value,
         .source = std::string(name(claim.source)),
         .rule = claim.rule,
         .bytes = claim.bytes,
         .confidence = static_cast<std::uint32_t>(std::lround(claim.confidence * 1000)),
         .accepted = accepted});
}

store::StoredText to_stored_text(Analysis& analysis) {
  store::StoredText stored{.text = analysis.text,
                           .breaks = {analysis.breaks.begin(), analysis.breaks.end()},
                           .captions = to_blocks(analysis.captions),
                           .boilerplate = to_blocks(analysis.boilerplate),
                           .mentions = {},
                           .evidence = {}};
  for (const Mention& mention : analysis.mentions)
    stored.mentions.push_back(
        {mention.bytes, static_cast<std::uint8_t>(mention.type), mention.canonical});
  append_evidence(analysis.evidence, true, stored);
  append_evidence(analysis.rejected, false, stored);
  return stored;
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

}  // namespace ae::indexing
