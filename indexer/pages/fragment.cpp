// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/fragment.hpp"

#include "indexer/pages/main_text.hpp"
#include "indexer/readers/normalise.hpp"

namespace ae::indexing {
namespace {

bool is_tight(Run::Kind kind) { return kind == Run::Kind::item || kind == Run::Kind::cell; }

}  // namespace

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

void set_fragment(const Page& page, Article& article) {
  const std::vector<Run> runs = find_runs(page);
  const Furniture named = find_furniture(page, runs);
  std::vector<Verdict> verdicts;
  for (const Run& run : runs) {
    Verdict verdict = named.of_node[run.first];
    // In an article's own text no names but these say that something is not of it.
    const bool kept = verdict.kind == Verdict::Kind::caption || verdict.rule == "share buttons" ||
                      verdict.rule == "advertisement";
    verdicts.push_back(kept ? verdict : Verdict{Verdict::Kind::body, {}});
  }
  write_text(runs, verdicts, article);
}

void set_fragment(std::string_view html, Article& article) {
  set_fragment(parse_page(html), article);
}

}  // namespace ae::indexing
