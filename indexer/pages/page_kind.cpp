// SPDX-License-Identifier: GPL-2.0-or-later
/// Is a page an article at all, or a home page, a list, a login?
#include "common/text/ascii.hpp"
#include "indexer/pages/page_claims.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

/// What the page consists of, in bytes.
struct Amounts {
  std::size_t body = 0;       ///< all that is taken for the article's text
  std::size_t prose = 0;      ///< of it, paragraphs
  std::size_t headlines = 0;  ///< links of the length of headlines, anywhere
  std::size_t notices = 0;    ///< about cookies
  bool password = false;      ///< it asks for one
  bool declared = false;      ///< it calls itself an article
};

bool declares_article(const Node& node) {
  if (node.get("itemprop") == "articleBody") return true;
  if (node.name != "meta") return false;
  const auto name = node.get("property");
  return (name == "og:type" && ascii::same(node.get("content"), "article")) ||
         name == "article:published_time";
}

Amounts measure(const ReadPage& read) {
  constexpr std::size_t least_headline = 25;
  Amounts amounts;
  for (std::size_t i = 0; i < read.runs.size(); ++i) {
    const Run& run = read.runs[i];
    const bool body = read.verdicts[i].kind == Verdict::Kind::body;
    if (body) amounts.body += run.text.size();
    if (body && is_prose(run)) amounts.prose += run.text.size();
    if (read.verdicts[i].rule == "cookie notice") amounts.notices += run.text.size();
    if (run.linked >= least_headline && run.link_share() > 0.8) amounts.headlines += run.linked;
    if (read.verdicts[i].rule == "teaser") amounts.headlines += run.text.size();
  }
  for (const Node& node : read.page.nodes) {
    amounts.password =
        amounts.password || (node.name == "input" && ascii::same(node.get("type"), "password"));
    amounts.declared = amounts.declared || declares_article(node);
  }
  return amounts;
}

}  // namespace

std::string_view why_no_article(const ReadPage& read, const JsonLd& declared) {
  constexpr std::size_t little = 200;      ///< bytes: two sentences
  constexpr std::size_t short_text = 500;  ///< bytes: a brief
  const Amounts page = measure(read);
  if (page.body == 0) return "an empty page";
  if (declared.is_article || page.declared) return {};
  if (page.password && page.prose < short_text) return "a login page";
  if (page.notices > page.body) return "a notice about cookies";
  if (declared.is_listing && page.headlines > page.prose) return "a list of articles";
  if (page.prose < short_text && page.headlines > 3 * page.prose) return "a list of links";
  if (page.body < little) return "too little text";
  return {};
}

}  // namespace ae::indexing
