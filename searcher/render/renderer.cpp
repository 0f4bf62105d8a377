// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/renderer.hpp"

#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ae::searching::render {
namespace {

std::string percent_encoded(std::string_view text, std::string_view allowed) {
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || allowed.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

/// "5 articles match, in 3 groups"
std::string in_groups(const Response& response) {
  return fmt::format("{} match, in {}", cli::counted(response.articles, "article"),
                     cli::counted(response.total, "group"));
}

}  // namespace

std::unique_ptr<Renderer> make_renderer(Format format, const Style& style) {
  switch (format) {
    case Format::json:
      return make_json();
    case Format::json_lines:
      return make_json_lines();
    case Format::csv:
      return make_csv(style);
    case Format::markdown:
      return make_markdown(style);
    case Format::bibtex:
      return make_bibtex(style);
    case Format::csl_json:
      return make_csl_json();
    case Format::trec:
      return make_trec(style);
    case Format::ids:
      return make_ids();
    case Format::text:
      break;
  }
  return make_text(style);
}

std::string render(Format format, const Style& style, const Response& response) {
  const auto renderer = make_renderer(format, style);
  std::string out = renderer->begin(response);
  for (const Hit& hit : response.hits) out += renderer->hit(hit);
  return out + renderer->end(response);
}

std::string notes_text(const Response& response) {
  std::string out;
  for (const Note& note : response.notes)
    out += fmt::format("note: {}\n", cli::one_line(note.text));
  return out;
}

std::string completions_text(const std::vector<Completion>& completions) {
  std::string out;
  for (const Completion& each : completions)
    out += fmt::format("{}\t{}\t{}\n", cli::one_line(each.text), each.kind, each.count);
  return out;
}

std::vector<Segment> segments(std::string_view text, const std::vector<Span>& marks) {
  std::vector<Segment> result;
  std::size_t at = 0;
  for (const Span& mark : marks) {
    const std::size_t from = std::clamp(mark.from, at, text.size());
    const std::size_t to = std::clamp(mark.to, from, text.size());
    if (from == to) continue;
    if (from > at) result.push_back({text.substr(at, from - at), false});
    result.push_back({text.substr(from, to - from), true});
    at = to;
  }
  if (at < text.size()) result.push_back({text.substr(at), false});
  return result;
}

std::string name_of(const Facet& facet) {
  const bool plain = facet.unit.empty() || facet.unit == "month";
  return plain ? facet.field : fmt::format("{}:{}", facet.field, facet.unit);
}

std::string heading(const Response& response) {
  if (response.total == 0) return "nothing matches";
  std::string text = fmt::format("{} match{}", cli::counted(response.total, "article"),
                                 response.total == 1 ? "es" : "");
  if (response.articles > response.total) text = in_groups(response);
  if (!response.exact) text.insert(0, "at least ");
  if (!response.hits.empty() && response.hits.size() < response.total)
    text += fmt::format(" ({} to {} shown)", cli::grouped(response.hits.front().rank),
                        cli::grouped(response.hits.back().rank));
  return text;
}

bool is_web_address(std::string_view url) noexcept {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string percent_encoded_url(std::string_view url) {
  return percent_encoded(url, "-._~/:?#@!$&'*+,;=%");  // brackets would end a Markdown link
}

std::string percent_encoded_path(std::string_view path) {
  return percent_encoded(path, "-._~/!$&'*+,;=:@");
}

}  // namespace ae::searching::render
