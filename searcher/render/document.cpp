// SPDX-License-Identifier: GPL-2.0-or-later
/// One whole article for people, with the evidence for its metadata where asked.
#include "common/cli/layout.hpp"
#include "searcher/render/paint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace ae::searching::render {
namespace {

std::string row(std::string_view name, std::string_view value) {
  const bool known = !value.empty();
  return fmt::format("{:<8} {}\n", name, known ? cli::harmless(value) : "unknown");
}

std::string date_of(const std::optional<Day>& date, const std::string& time,
                    const std::string& zone) {
  if (!date) return {};
  std::string text = to_iso(*date);
  for (const std::string& part : {time, zone})
    if (!part.empty()) text += ' ' + part;
  return text;
}

/// How much of two texts is one.
std::string likeness(const Copy& copy) {
  if (copy.exact) return "the same text";
  return fmt::format("{:.0f} % of this stands there, {:.0f} % of that here", 100 * copy.of_this,
                     100 * copy.of_that);
}

/// One line each, the oldest first.
std::string copies(const std::vector<Copy>& all) {
  std::string out;
  for (const Copy& copy : all)
    out += row(copy.exact ? "copy" : "near",
               fmt::format("{}  {} · {} · {}", copy.id, copy.outlet.value_or("outlet unknown"),
                           copy.date ? to_iso(*copy.date) : "date unknown", likeness(copy)));
  return out;
}

/// The other versions of the article, one line each.
std::string versions(const Document& document) {
  std::string out;
  for (const Version& version : document.versions) {
    if (version.id == document.hit.id) continue;
    const std::string date = date_of(version.date, version.date_time, version.date_zone);
    out += row(
        version.current ? "newest" : "earlier",
        fmt::format("{}  {} · {}", version.id, date.empty() ? "date unknown" : date, version.path));
  }
  return out;
}

std::string metadata(const Document& document) {
  const Hit& hit = document.hit;
  std::string out =
      row("id", hit.id) + row("date", date_of(hit.date, document.date_time, document.date_zone));
  out += row("outlet", hit.outlet.value_or("")) +
         row("author", fmt::format("{}", fmt::join(hit.authors, ", "))) +
         row("lang", hit.lang.value_or("")) + row("url", hit.url.value_or(""));
  if (hit.source_id) out += row("record", *hit.source_id);
  out += row("path", hit.path);
  for (const std::string& source : document.sources)
    if (source != hit.path) out += row("also", source);
  return out + versions(document) + copies(document.copies);
}

/// One line per article, organisation or place, each value once, in order of appearance.
std::string entities(const Document& document) {
  std::string out;
  for (const std::string_view type : {"person", "org", "place"}) {
    std::vector<std::string_view> values;
    for (const Entity& entity : document.entities)
      if (entity.type == type && std::ranges::find(values, entity.value) == values.end())
        values.push_back(entity.value);
    if (!values.empty()) out += row(type, fmt::format("{}", fmt::join(values, "; ")));
  }
  return out;
}

std::string passages(std::string_view heading, const std::vector<Passage>& all,
                     const Style& style) {
  if (all.empty()) return {};
  std::string out = fmt::format("\n{}\n", painted(heading, Paint::strong, style));
  for (const Passage& passage : all) out += fmt::format("  {}\n", cli::one_line(passage.text));
  return out;
}

std::string grounds(const Evidence& evidence) {
  std::string out = fmt::format("{}, {}", evidence.source, evidence.rule);
  if (!evidence.bytes.empty())
    out += fmt::format(", bytes {} to {}", evidence.bytes.from, evidence.bytes.to);
  out += fmt::format(", {:.0f} % sure", 100 * evidence.confidence);
  if (!evidence.accepted) out += ", rejected: " + evidence.reason;
  return out;
}

std::string evidence_table(const std::vector<Evidence>& all, const Style& style) {
  std::string out = fmt::format("\n{}\n", painted("Evidence", Paint::strong, style));
  if (all.empty()) out += "  none: nothing is known of it but its text\n";
  std::size_t field = 0, value = 0;
  for (const Evidence& each : all) {
    field = std::max(field, cli::columns(cli::one_line(each.field)));
    value = std::max(value, cli::columns(cli::one_line(each.value)));
  }
  value = std::min<std::size_t>(value, 40);
  for (const Evidence& each : all)
    out += fmt::format("  {}  {}  {}\n", cli::padded(cli::one_line(each.field), field),
                       cli::padded(cli::fitted(cli::one_line(each.value), value), value),
                       cli::one_line(grounds(each)));
  return out;
}

/// Who is meant where the article itself says less, each way of writing once.
std::string meanings(const Document& document, const Style& style) {
  std::vector<std::string> lines;
  for (const Entity& entity : document.entities) {
    if (entity.why.empty()) continue;
    const auto written = document.text.substr(entity.bytes.from, entity.bytes.size());
    std::string line = fmt::format("  {} is {} ({})\n", cli::one_line(written),
                                   cli::one_line(entity.value), cli::one_line(entity.why));
    if (std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
  }
  if (lines.empty()) return {};
  return fmt::format("\n{}\n{}", painted("Names", Paint::strong, style), fmt::join(lines, ""));
}

}  // namespace

std::string document_text(const Document& document, const Style& style, bool why) {
  std::string out = painted(document.hit.title, Paint::strong, style);
  if (document.hit.title_derived) out += " (no headline: from the text)";
  out += '\n' + metadata(document) + entities(document);
  if (why) out += evidence_table(document.evidence, style) + meanings(document, style);
  const std::string text = cli::many_lines(document.text);
  out += '\n' + (style.width == 0 ? text : cli::wrapped(text, style.width, 0)) + '\n';
  out += passages("Captions", document.captions, style);
  if (why) out += passages("Left out of the text", document.boilerplate, style);
  return out;
}

}  // namespace ae::searching::render
