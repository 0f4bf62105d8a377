// SPDX-License-Identifier: GPL-2.0-or-later
/// Articles as entries of a bibliography: BibTeX, and CSL-JSON (citationstyles.org, schema 1.0).
/// What is not known is left empty; nothing is guessed. A title made from the text is no title.
#include "common/cli/json_writer.hpp"
#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ae::searching::render {
namespace {

std::string key_of(const Hit& hit) { return "ae-" + hit.id; }

/// \p text as LaTeX prints it.
std::string latex(std::string_view text) {
  std::string out;
  for (const char c : cli::one_line(text)) {
    if (c == '\\')
      out += "\\textbackslash{}";
    else if (c == '~')
      out += "\\textasciitilde{}";
    else if (c == '^')
      out += "\\textasciicircum{}";
    else
      out.append(std::string_view("{}$&%#_").find(c) == std::string_view::npos ? "" : "\\") += c;
  }
  return out;
}

/// BibTeX takes names apart at commas and "and": what holds one is kept whole.
std::string latex_name(const std::string& name) {
  const std::string text = latex(name);
  const bool whole = text.find(',') != std::string::npos || text.find(" and ") != std::string::npos;
  return whole ? '{' + text + '}' : text;
}

std::string field(std::string_view name, std::string_view value) {
  return fmt::format("  {} = {{{}}},\n", name, value);
}

class Bibtex final : public Renderer {
 public:
  explicit Bibtex(const Style& style) : style_(style) {}

  std::string begin(const Response&) override { return {}; }

  std::string hit(const Hit& hit) override {
    std::string authors;
    for (const std::string& author : hit.authors)
      authors += (authors.empty() ? "" : " and ") + latex_name(author);
    const std::string date = hit.date ? to_iso(*hit.date) : std::string();
    std::string out = fmt::format("@article{{{},\n", key_of(hit));
    // Braces within braces: styles are not to change the case.
    out += field("title", hit.title_derived ? "" : '{' + latex(hit.title) + '}');
    out += field("author", authors);
    out += field("journal", latex(hit.outlet.value_or("")));
    out += field("year", date.substr(0, date.find('-')));
    out += field("month", date.empty() ? "" : date.substr(date.size() - 5, 2));
    out += field("day", date.empty() ? "" : date.substr(date.size() - 2));
    out += field("language", latex(hit.lang.value_or("")));
    out += field("url", hit.url ? percent_encoded_url(*hit.url) : "");
    out += field("note", latex(hit.path));
    out += "}\n";
    return style_.terminal ? cli::many_lines(out) : out;
  }

  std::string end(const Response&) override { return {}; }

 private:
  Style style_;
};

class CslJson final : public Renderer {
 public:
  std::string begin(const Response&) override {
    json_.begin_array();
    return json_.take();
  }

  std::string hit(const Hit& hit) override {
    json_.line_break().begin_object().member("id", key_of(hit));
    json_.member("type", "article-newspaper");
    if (!hit.title_derived) json_.member("title", hit.title);
    if (!hit.authors.empty()) write_authors(hit.authors);
    if (hit.outlet) json_.member("container-title", *hit.outlet);
    if (hit.date) write_date(*hit.date);
    if (hit.lang) json_.member("language", *hit.lang);
    if (hit.url) json_.member("URL", *hit.url);
    json_.member("source", hit.path).end_object();
    return json_.take();
  }

  std::string end(const Response&) override {
    json_.line_break().end_array();
    return json_.take() + '\n';
  }

 private:
  /// Which part of a name is the family's is not known.
  void write_authors(const std::vector<std::string>& authors) {
    json_.key("author").begin_array();
    for (const std::string& author : authors)
      json_.begin_object().member("literal", author).end_object();
    json_.end_array();
  }

  void write_date(Day day) {
    json_.key("issued").begin_object().key("date-parts").begin_array().begin_array();
    json_.value(static_cast<unsigned>(std::max(static_cast<int>(day.year()), 0)));
    json_.value(static_cast<unsigned>(day.month())).value(static_cast<unsigned>(day.day()));
    json_.end_array().end_array().end_object();
  }

  cli::JsonWriter json_;
};

}  // namespace

std::unique_ptr<Renderer> make_bibtex(const Style& style) {
  return std::make_unique<Bibtex>(style);
}
std::unique_ptr<Renderer> make_csl_json() { return std::make_unique<CslJson>(); }

}  // namespace ae::searching::render
