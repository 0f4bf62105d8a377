// SPDX-License-Identifier: GPL-2.0-or-later
/// Markdown (CommonMark, tables as GitHub has them): an answer to paste into notes.
#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ae::searching::render {
namespace {

/// \p text on one line, read as text and nothing else.
std::string literal(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]<>#|~&";
  std::string out;
  for (const char c : cli::one_line(text)) {
    if (special.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// What would begin a list at the start of a line: "-", "+", "1.", "1)".
std::string not_a_list(std::string text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::string_view marks = digits == 0 ? "-+" : ".)";
  if (digits < text.size() && marks.find(text[digits]) != std::string_view::npos)
    text.insert(digits, "\\");
  return text;
}

std::string marked(std::string_view text, const std::vector<Span>& marks) {
  std::string out;
  for (const Segment& segment : segments(text, marks))
    out += segment.marked ? fmt::format("**{}**", literal(segment.text)) : literal(segment.text);
  return out;
}

std::string facet_table(const Facet& facet) {
  std::string out = fmt::format("\n| {} | articles |\n|---|---:|\n", literal(name_of(facet)));
  for (const FacetValue& each : facet.values)
    out += fmt::format("| {} | {} |\n", literal(each.value), each.count);
  return out;
}

class Markdown final : public Renderer {
 public:
  std::string begin(const Response& response) override {
    const std::string query = response.query.empty() ? "\\*" : literal(response.query);
    return fmt::format("# {}\n\n{}.\n", query, heading(response));
  }

  std::string hit(const Hit& hit) override {
    std::string title = literal(hit.title);
    if (hit.url && is_web_address(*hit.url))
      title = fmt::format("[{}]({})", title, percent_encoded_url(*hit.url));
    std::string out = fmt::format("\n{}. **{}** · {} · {}\n\n", hit.rank, title,
                                  literal(hit.outlet.value_or("outlet unknown")),
                                  hit.date ? to_iso(*hit.date) : "date unknown");
    // Indented to stand within the item, however wide its number is.
    const std::string indent(fmt::format("{}", hit.rank).size() + 2, ' ');
    for (const Snippet& snippet : hit.snippets)
      out +=
          fmt::format("{0}> {1}\n{0}>\n", indent, not_a_list(marked(snippet.text, snippet.marks)));
    return out + fmt::format("\n{}{}\n", indent, literal(hit.path));
  }

  std::string end(const Response& response) override {
    std::string out;
    for (const Facet& facet : response.facets) out += facet_table(facet);
    for (const Alternative& each : response.instead)
      out += fmt::format("\nInstead: {} ({}: {})\n", literal(each.query), literal(each.change),
                         cli::counted(each.total, "article"));
    return out;
  }
};

}  // namespace

std::unique_ptr<Renderer> make_markdown(const Style&) { return std::make_unique<Markdown>(); }

}  // namespace ae::searching::render
