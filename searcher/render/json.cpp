// SPDX-License-Identifier: GPL-2.0-or-later
/// JSON and JSON Lines, with the keys that docs/formats and outside scripts rely on.
#include "common/cli/characters.hpp"
#include "common/cli/json_writer.hpp"
#include "common/text/unicode.hpp"
#include "searcher/render/formats.hpp"

#include <cmath>
#include <map>

namespace ae::searching::render {
namespace {

using cli::JsonWriter;

constexpr std::uint64_t schema_version = 1;

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode(text, at);
    if (point.value == text::CodePoint::invalid) return false;
    at += point.size;
  }
  return true;
}

/// RFC 4648, with padding.
std::string base64(std::string_view bytes) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::string_view three = bytes.substr(at, 3);
    unsigned group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (i < three.size() ? static_cast<unsigned char>(three[i]) : 0U);
    for (std::size_t i = 0; i < 4; ++i)
      out += i <= three.size() ? letters[group >> (18 - 6 * i) & 63U] : '=';
  }
  return out;
}

/// A path need not be UTF-8, and must be found again even so.
void write_path(JsonWriter& json, const std::string& path) {
  json.member("path", path);
  if (!is_utf8(path)) json.member("path_base64", base64(path));
}

void write_date(JsonWriter& json, const std::optional<Day>& date) {
  json.key("date");
  if (date)
    json.value(to_iso(*date));
  else
    json.null();
}

void write_note(JsonWriter& json, const Note& note) {
  json.begin_object().member("code", note.code).member("text", note.text).end_object();
}

void write_query(JsonWriter& json, const Response& response) {
  json.member("schema", schema_version);
  if (!response.id.empty()) json.member("query_id", response.id);
  json.member("query", response.query);
  json.member("parsed", response.parsed).key("notes").begin_array();
  for (const Note& note : response.notes) write_note(json, note);
  json.end_array();
  if (!response.refused) return;
  json.key("refused");
  write_note(json, *response.refused);
}

void write_archive(JsonWriter& json, const ArchiveInfo& archive) {
  json.begin_object().member("revision", archive.revision);
  json.member("articles", archive.articles).end_object();
}

void write_archives(JsonWriter& json, const std::vector<ArchiveInfo>& archives) {
  json.key("archive");
  if (archives.size() == 1) return write_archive(json, archives.front());
  json.begin_array();
  for (const ArchiveInfo& archive : archives) write_archive(json, archive);
  json.end_array();
}

void write_snippet(JsonWriter& json, const Snippet& snippet) {
  json.begin_object().member("text", snippet.text).member("start", snippet.start);
  json.key("marks").list(snippet.marks).end_object();
}

void write_explanation(JsonWriter& json, const std::vector<ScorePart>& parts) {
  if (parts.empty()) return;
  json.key("explanation").begin_array();
  for (const ScorePart& part : parts) {
    json.begin_object().member("part", part.name).member("value", part.value);
    if (part.name == "word") {
      json.member("word", part.word).member("count", std::uint64_t{part.count});
      json.member("length", part.length).member("idf", part.idf);
      json.member("burst", part.burst).member("repeat", part.repeat);
    }
    json.end_object();
  }
  json.end_array();
}

/// \param query  its id, where several are answered
void write_hit(JsonWriter& json, const Hit& hit, std::string_view query = {}) {
  json.begin_object();
  if (!query.empty()) json.member("query_id", query);
  json.member("rank", hit.rank).member("id", hit.id);
  json.member("source_id", hit.source_id).member("copy_of", hit.copy_of);
  json.member("near_copy_of", hit.near_copy_of).member("version_of", hit.version_of);
  json.member("score", hit.score);
  json.member("title", hit.title).member("title_derived", hit.title_derived);
  write_date(json, hit.date);
  json.member("outlet", hit.outlet).key("authors").list(hit.authors);
  json.member("lang", hit.lang).member("url", hit.url);
  write_path(json, hit.path);
  json.key("person").list(hit.person).key("org").list(hit.org).key("place").list(hit.place);
  json.key("title_marks").list(hit.title_marks).key("snippets").begin_array();
  for (const Snippet& snippet : hit.snippets) write_snippet(json, snippet);
  json.end_array().member("more", hit.more);
  write_explanation(json, hit.explanation);
  json.end_object();
}

void write_facet_value(JsonWriter& json, const FacetValue& each, bool share) {
  json.begin_object().member("value", each.value).member("count", each.count);
  json.member("selected", each.selected);
  if (share) json.member("share", each.share);
  json.end_object();
}

void write_facets(JsonWriter& json, const std::vector<Facet>& facets) {
  json.key("facets").begin_object();
  for (const Facet& facet : facets) {
    json.key(name_of(facet)).begin_array();
    for (const FacetValue& each : facet.values)
      write_facet_value(json, each, facet.unit == "share");
    json.end_array();
  }
  json.end_object();
}

void write_pairs(JsonWriter& json, const std::vector<Pair>& pairs) {
  json.key("pairs").begin_array();
  for (const Pair& pair : pairs) {
    json.begin_object().member(pair.first_field, pair.first);
    json.member(pair.second_field == pair.first_field ? "with" : pair.second_field, pair.second);
    json.member("count", pair.count).key("example");
    if (pair.example)
      json.begin_object()
          .member("id", pair.example->id)
          .member("text", pair.example->text)
          .end_object();
    else
      json.null();
    json.end_object();
  }
  json.end_array();
}

void write_instead(JsonWriter& json, const std::vector<Alternative>& instead) {
  json.key("instead").begin_array();
  for (const Alternative& each : instead) {
    json.begin_object().member("query", each.query).member("change", each.change);
    json.member("total", each.total).key("hits").begin_array();
    for (const Hit& hit : each.hits) write_hit(json, hit);
    json.end_array().end_object();
  }
  json.end_array();
}

class Json final : public Renderer {
 public:
  std::string begin(const Response& response) override {
    json_.begin_object();
    write_query(json_, response);
    json_.member("total", response.total).member("articles", response.articles);
    json_.member("exact", response.exact);
    json_.member("seconds", std::round(response.seconds * 1e6) / 1e6);
    write_archives(json_, response.archives);
    json_.key("hits").begin_array();
    return json_.take();
  }

  std::string hit(const Hit& hit) override {
    json_.line_break();
    write_hit(json_, hit);
    return json_.take();
  }

  std::string end(const Response& response) override {
    json_.end_array();
    write_facets(json_, response.facets);
    if (!response.pairs.empty()) write_pairs(json_, response.pairs);
    if (response.total == 0) write_instead(json_, response.instead);
    if (response.partial) json_.member("partial", true);
    json_.end_object();
    return json_.take() + '\n';
  }

 private:
  JsonWriter json_;
};

class JsonLines final : public Renderer {
 public:
  std::string begin(const Response& response) override {
    query_ = response.id;
    return {};
  }
  std::string hit(const Hit& hit) override {
    JsonWriter json;
    write_hit(json, hit, query_);
    return json.take() + '\n';
  }
  std::string end(const Response&) override { return {}; }

 private:
  std::string query_;
};

void write_passages(JsonWriter& json, std::string_view name, const std::vector<Passage>& passages) {
  json.key(name).begin_array();
  for (const Passage& passage : passages)
    json.begin_object().member("text", passage.text).member("bytes", passage.bytes).end_object();
  json.end_array();
}

void write_entities(JsonWriter& json, const std::vector<Entity>& entities) {
  json.key("entities").begin_array();
  for (const Entity& entity : entities) {
    json.begin_object()
        .member("value", entity.value)
        .member("type", entity.type)
        .member("bytes", entity.bytes);
    if (!entity.why.empty()) json.member("why", entity.why);
    json.end_object();
  }
  json.end_array();
}

/// A share in hundredths: it is an estimate.
double in_hundredths(double share) { return std::round(share * 100) / 100; }

void write_copies(JsonWriter& json, const std::vector<Copy>& copies) {
  json.key("copies").begin_array();
  for (const Copy& copy : copies) {
    json.begin_object().member("id", copy.id).member("exact", copy.exact);
    json.member("of_this", in_hundredths(copy.of_this));
    json.member("of_that", in_hundredths(copy.of_that));
    write_date(json, copy.date);
    json.member("outlet", copy.outlet);
    write_path(json, copy.path);
    json.end_object();
  }
  json.end_array();
}

void write_versions(JsonWriter& json, const std::vector<Version>& versions) {
  json.key("versions").begin_array();
  for (const Version& version : versions) {
    json.begin_object().member("id", version.id).member("current", version.current);
    write_date(json, version.date);
    json.member("date_time", version.date_time).member("date_zone", version.date_zone);
    write_path(json, version.path);
    json.end_object();
  }
  json.end_array();
}

/// The keys of one piece of evidence; only text has bytes to point at.
void write_grounds(JsonWriter& json, const Evidence& evidence) {
  json.member("source", evidence.source).member("rule", evidence.rule).key("bytes");
  if (evidence.bytes.empty())
    json.null();
  else
    json.value(evidence.bytes);
  json.member("confidence", evidence.confidence);
}

/// The evidence that decided, by field.
void write_evidence(JsonWriter& json, const std::vector<Evidence>& evidence) {
  std::map<std::string_view, const Evidence*> first;
  for (const Evidence& each : evidence)
    if (each.accepted) first.emplace(each.field, &each);
  json.key("evidence").begin_object();
  for (const auto& [field, each] : first) {
    json.key(field).begin_object();
    write_grounds(json, *each);
    json.end_object();
  }
  json.end_object();
}

/// All of it, with what was rejected.
void write_claims(JsonWriter& json, const std::vector<Evidence>& evidence) {
  json.key("claims").begin_array();
  for (const Evidence& each : evidence) {
    json.begin_object().member("field", each.field).member("value", each.value);
    write_grounds(json, each);
    json.member("accepted", each.accepted);
    if (!each.accepted) json.member("reason", each.reason);
    json.end_object();
  }
  json.end_array();
}

}  // namespace

std::unique_ptr<Renderer> make_json() { return std::make_unique<Json>(); }
std::unique_ptr<Renderer> make_json_lines() { return std::make_unique<JsonLines>(); }

std::string document_json(const Document& document, bool why) {
  const Hit& hit = document.hit;
  JsonWriter json;
  json.begin_object().member("schema", schema_version).member("id", hit.id);
  json.member("source_id", hit.source_id).member("copy_of", hit.copy_of);
  json.member("near_copy_of", hit.near_copy_of).member("version_of", hit.version_of);
  write_path(json, hit.path);
  json.key("sources").list(document.sources);
  json.member("title", hit.title).member("title_derived", hit.title_derived);
  json.member("text", document.text);
  write_date(json, hit.date);
  json.member("date_time", document.date_time).member("date_zone", document.date_zone);
  json.member("outlet", hit.outlet).key("authors").list(hit.authors);
  json.member("lang", hit.lang).member("url", hit.url);
  write_passages(json, "captions", document.captions);
  write_passages(json, "boilerplate", document.boilerplate);
  write_entities(json, document.entities);
  write_copies(json, document.copies);
  write_versions(json, document.versions);
  write_evidence(json, document.evidence);
  if (why) write_claims(json, document.evidence);
  json.end_object();
  return json.take() + '\n';
}

std::string completions_json(const std::vector<Completion>& completions) {
  JsonWriter json;
  json.begin_array();
  for (const Completion& each : completions) {
    json.line_break().begin_object().member("text", each.text).member("kind", each.kind);
    json.member("count", each.count).end_object();
  }
  json.line_break().end_array();
  return json.take() + '\n';
}

std::string parsed_json(const Response& response) {
  JsonWriter json;
  json.begin_object();
  write_query(json, response);
  json.end_object();
  return json.take() + '\n';
}

}  // namespace ae::searching::render
