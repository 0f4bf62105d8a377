// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/page_article.hpp"

#include "indexer/pages/charset.hpp"
#include "indexer/pages/fragment.hpp"
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

/// Does the page hold its text only in JSON-LD, as those do that a script puts together?
bool is_only_declared(const std::vector<Run>& runs, const std::vector<Verdict>& verdicts,
                      std::string_view declared) {
  constexpr std::size_t least = 200;  ///< bytes
  std::size_t shown = 0;
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (verdicts[i].kind == Verdict::Kind::body) shown += runs[i].text.size();
  return declared.size() >= least && shown < declared.size() / 4;
}

void set_declared(std::string_view body, Article& article) {
  if (body.find("</") == std::string_view::npos && body.find("<br") == std::string_view::npos)
    article.text = normalise(body);
  else
    set_fragment(body, article);
}

}  // namespace

PageArticle read_page(const PageSource& source) {
  PageArticle result;
  const Utf8 html = html_to_utf8(source.bytes, source.charset);
  const Page page = parse_page(html.text);
  const std::vector<Run> runs = find_runs(page);
  JsonLd declared = read_json_ld(json_ld_scripts(page));
  std::vector<Verdict> verdicts = find_main_text(page, runs);
  const bool only_declared = is_only_declared(runs, verdicts, declared.body);
  if (only_declared)
    set_declared(declared.body, result.article);
  else
    write_text(runs, verdicts, result.article);
  result.article.replaced = html.replaced;
  const ReadPage read{page, runs, verdicts, source.url};
  if (!only_declared) result.reason = why_no_article(read, declared);
  result.article.claims = std::move(declared.claims);
  add_meta_claims(read, result.article.claims);
  add_date_claims(read, result.article.claims);
  return result;
}

}  // namespace ae::indexing
