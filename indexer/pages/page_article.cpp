// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/page_article.hpp"

#include "indexer/pages/charset.hpp"
#include "indexer/pages/json_ld.hpp"
#include "indexer/pages/main_text.hpp"
#include "indexer/pages/page.hpp"
#include "indexer/pages/page_claims.hpp"

#include <utility>

namespace ae::indexing {
namespace {

std::vector<std::string_view> json_ld_scripts(const Page& page) {
  std::vector<std::string_view> scripts;
  for (std::size_t at = 1; at < page.nodes.size(); ++at) {
    const Node& node = page.nodes[at];
    if (node.name != "script" || node.get("type").find("ld+json") == std::string_view::npos)
      continue;
    if (node.end > at + 1) scripts.push_back(page.nodes[at + 1].text);
  }
  return scripts;
}

bool is_tight(Run::Kind kind) { return kind == Run::Kind::item || kind == Run::Kind::cell; }

/// All runs as one text, with what is no body marked.
void write_text(const std::vector<Run>& runs, const std::vector<Verdict>& verdicts,
                Article& article) {
  std::string& text = article.text;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::string run = normalise(runs[i].text);
    if (is_blank(run)) continue;
    const bool tight = i > 0 && is_tight(runs[i].kind) && runs[i - 1].kind == runs[i].kind;
    if (!text.empty()) text += tight ? "\n" : "\n\n";
    const Span bytes{text.size(), text.size() + run.size()};
    text += run;
    const Verdict& verdict = verdicts[i];
    if (verdict.kind == Verdict::Kind::body) continue;
    const auto kind =
        verdict.kind == Verdict::Kind::caption ? Part::Kind::caption : Part::Kind::boilerplate;
    const bool goes_on = i > 0 && verdicts[i - 1].kind == verdict.kind &&
                         verdicts[i - 1].rule == verdict.rule && !article.parts.empty();
    if (goes_on && kind == Part::Kind::boilerplate)
      article.parts.back().bytes.to = bytes.to;
    else
      article.parts.push_back({.bytes = bytes, .kind = kind, .rule = std::string(verdict.rule)});
  }
}

}  // namespace

PageArticle read_page(const PageSource& source) {
  PageArticle result;
  const Utf8 html = html_to_utf8(source.bytes, source.charset);
  const Page page = parse_page(html.text);
  const std::vector<Run> runs = find_runs(page);
  JsonLd declared = read_json_ld(json_ld_scripts(page));
  std::vector<Verdict> verdicts = find_main_text(page, runs, declared.body);
  write_text(runs, verdicts, result.article);
  result.article.replaced = html.replaced;
  const ReadPage read{page, runs, verdicts, source.url};
  result.reason = why_no_article(read, declared);
  result.article.claims = std::move(declared.claims);
  add_meta_claims(read, result.article.claims);
  add_date_claims(read, result.article.claims);
  return result;
}

}  // namespace ae::indexing
