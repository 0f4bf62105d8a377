// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pipeline/show.hpp"

#include "common/cli/json_writer.hpp"
#include "indexer/analysis/analysis.hpp"
#include "indexer/corrections/corrections.hpp"
#include "indexer/documents/document.hpp"
#include "indexer/pipeline/report.hpp"
#include "indexer/sources/folder.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace ae::indexing {
namespace {

std::optional<std::string> known(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

void write_blocks(cli::JsonWriter& json, std::string_view name, const std::vector<Block>& blocks) {
  json.key(name).begin_array();
  for (const Block& block : blocks)
    json.begin_object()
        .member("text", block.text)
        .member("bytes", block.bytes)
        .member("rule", block.rule)
        .end_object();
  json.end_array();
}

void write_evidence(cli::JsonWriter& json, const std::vector<Claim>& claims) {
  json.key("evidence").begin_object();
  std::array<bool, 7> written{};
  for (const Claim& claim : claims) {
    if (std::exchange(written[static_cast<std::size_t>(claim.key)], true)) continue;
    json.key(name(claim.key))
        .begin_object()
        .member("source", name(claim.source))
        .member("rule", claim.rule)
        .member("bytes", claim.bytes)
        .member("confidence", claim.confidence)
        .end_object();
  }
  json.end_object();
}

void write_article(cli::JsonWriter& json, const Analysis& analysis) {
  json.member("path", analysis.origin.to_string())
      .member("title", analysis.title)
      .member("title_derived", analysis.title_derived)
      .member("text", analysis.text)
      .member("date", analysis.date ? std::optional(to_iso(*analysis.date)) : std::nullopt)
      .member("outlet", known(analysis.outlet));
  json.key("authors").list(analysis.authors);
  json.member("lang", known(analysis.lang)).member("url", known(analysis.url));
  write_blocks(json, "captions", analysis.captions);
  write_blocks(json, "boilerplate", analysis.boilerplate);
  write_evidence(json, analysis.evidence);
}

void write_entities(cli::JsonWriter& json, const Analysis& analysis) {
  static constexpr std::array<std::string_view, 3> types{"person", "org", "place"};
  json.key("entities").begin_array();
  for (const Mention& mention : analysis.mentions)
    json.begin_object()
        .member("type", types[static_cast<std::size_t>(mention.type)])
        .member("value", mention.canonical)
        .member("bytes", mention.bytes)
        .member("rule", mention.rule)
        .member("confidence", mention.confidence)
        .end_object();
  json.end_array();
}

/// \p file  absolute path: ids may be made from it
void write_document(cli::JsonWriter& json, Analysis analysis, const std::string& file) {
  const std::uint64_t id = article_id(analysis.url, analysis.source_id, analysis.origin, file);
  Vocabulary vocabulary;
  const Document document = DocumentMaker(vocabulary).make(to_stored(std::move(analysis)), id);
  std::map<std::string_view, std::uint32_t> terms;
  for (const TermCount& each : document.terms)
    terms.emplace(vocabulary.terms()[each.term], each.count);
  json.key("terms").begin_array();
  for (const auto& [term, count] : terms)
    json.begin_object().member("term", term).member("count", count).end_object();
  json.end_array();
  json.key("values").begin_object();
  if (document.columns.day == store::unknown_day)
    json.key("day").null();
  else
    json.member("day", to_iso(Day(std::chrono::sys_days(std::chrono::days(document.columns.day)))));
  for (const auto& [field, values] : document.columns.facets) json.key(field).list(values);
  json.end_object();
}

std::string to_json(Command::Stage stage, const Article& article, const IndexOptions& options,
                    const std::string& file) {
  const bool entities = options.entities && stage != Command::Stage::article;
  Analysis analysis = analyse(article, {.entities = entities, .today = options.today});
  cli::JsonWriter json;
  json.begin_object();
  write_article(json, analysis);
  if (stage != Command::Stage::article) write_entities(json, analysis);
  if (stage == Command::Stage::document) write_document(json, std::move(analysis), file);
  json.end_object();
  return json.take() + '\n';
}

}  // namespace

int show(Command::Stage stage, const IndexOptions& options, cli::Output& out) {
  Report report;
  const FaultSink faults = [&](const Fault& fault) { add(report, fault); };
  Corrections corrections(Manifest::parse(options.meta.value_or(""), options.meta_file, faults),
                          options.set, options.path_pattern);
  for (const std::string& path : options.paths)
    for (const SourceFile& file : walk(path, {}, faults)) {
      const FileCorrections said = corrections.of(file, faults);
      const auto reader = open_reader(
          open_blob(file),
          {.format = options.format, .all_pages = options.all_pages, .rules = &options.rules},
          faults);
      while (reader) {
        auto article = reader->next(faults);
        if (!article) break;
        article->told = corrections.claims(said, article->origin);
        out.write(to_json(stage, *article, options, file.absolute));
      }
    }
  const std::string told = faults_text(report, faults_kept) + skips_text(report);
  std::fwrite(told.data(), 1, told.size(), stderr);
  return exit_status(report);
}

}  // namespace ae::indexing
