// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/runs.hpp"

#include "common/text/ascii.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace ae::indexing {
namespace {

using namespace std::string_view_literals;

constexpr std::array blocks{
    "address"sv,  "article"sv,    "aside"sv,   "blockquote"sv, "body"sv,   "caption"sv, "center"sv,
    "dd"sv,       "details"sv,    "dialog"sv,  "dir"sv,        "div"sv,    "dl"sv,      "dt"sv,
    "fieldset"sv, "figcaption"sv, "figure"sv,  "footer"sv,     "form"sv,   "h1"sv,      "h2"sv,
    "h3"sv,       "h4"sv,         "h5"sv,      "h6"sv,         "header"sv, "hgroup"sv,  "hr"sv,
    "html"sv,     "legend"sv,     "li"sv,      "main"sv,       "menu"sv,   "nav"sv,     "ol"sv,
    "p"sv,        "pre"sv,        "section"sv, "summary"sv,    "table"sv,  "tbody"sv,   "td"sv,
    "tfoot"sv,    "th"sv,         "thead"sv,   "tr"sv,         "ul"sv};
static_assert(std::is_sorted(blocks.begin(), blocks.end()));

constexpr std::array unseen{"audio"sv,  "button"sv,   "canvas"sv,   "datalist"sv, "embed"sv,
                            "head"sv,   "iframe"sv,   "input"sv,    "math"sv,     "noscript"sv,
                            "object"sv, "option"sv,   "script"sv,   "select"sv,   "style"sv,
                            "svg"sv,    "template"sv, "textarea"sv, "title"sv,    "video"sv};
static_assert(std::is_sorted(unseen.begin(), unseen.end()));

bool is_block(const Node& node) {
  return std::binary_search(blocks.begin(), blocks.end(), std::string_view(node.name));
}

/// "display: none" in any spelling.
bool is_hidden_by_style(std::string_view style) {
  const auto at = ascii::find(style.substr(0, 500), "display");
  if (at == std::string_view::npos) return false;
  auto rest = ascii::trim_left(style.substr(at + 7));
  if (!rest.starts_with(':')) return false;
  return ascii::starts_with(ascii::trim_left(rest.substr(1)), "none");
}

bool is_unseen(const Node& node) {
  if (std::binary_search(unseen.begin(), unseen.end(), std::string_view(node.name))) return true;
  return node.has("hidden") || is_hidden_by_style(node.get("style"));
}

Run::Kind kind_of(std::string_view name) {
  using enum Run::Kind;
  if (name == "p") return paragraph;
  if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') return heading;
  if (name == "li" || name == "dd" || name == "dt") return item;
  if (name == "td" || name == "th") return cell;
  if (name == "blockquote") return quotation;
  if (name == "pre") return code;
  return loose;
}

/// Walks over the page and gathers what belongs together.
class Gatherer {
 public:
  explicit Gatherer(const Page& page) : page_(page) { open_.push_back({.end = page.nodes[0].end}); }

  std::vector<Run> gather() {
    for (std::size_t at = 1; at < page_.nodes.size();) {
      leave(at);
      const Node& node = page_.nodes[at];
      if (!node.is_text() && is_unseen(node)) {
        at = node.end;
        continue;
      }
      if (node.is_text())
        characters(at);
      else
        enter(at);
      ++at;
    }
    leave(page_.nodes.size());
    flush();
    return std::move(runs_);
  }

 private:
  struct Open {
    std::size_t end = 0;
    std::size_t block = 0;
    Run::Kind kind = Run::Kind::loose;
    bool is_link = false;
    bool is_block = false;
    bool is_code = false;
    bool is_title = false;
  };

  void enter(std::size_t at) {
    const Node& node = page_.nodes[at];
    if (node.name == "br") return line_break();
    Open inner = open_.back();
    inner.end = node.end;
    inner.is_link = inner.is_link || (node.name == "a" && node.has("href"));
    inner.is_block = is_block(node);
    if (inner.is_block) {
      flush();
      inner.block = at;
      inner.is_code = inner.is_code || node.name == "pre";
      inner.is_title = inner.is_title || node.name == "h1";
      // A block within a list item or a quotation belongs to it; only headings stand out.
      const Run::Kind own = kind_of(node.name);
      const bool within = inner.kind == Run::Kind::item || inner.kind == Run::Kind::cell ||
                          inner.kind == Run::Kind::quotation;
      if (own == Run::Kind::heading || !within || own == Run::Kind::item) inner.kind = own;
    }
    open_.push_back(inner);
  }

  /// Closes what ended before \p at.
  void leave(std::size_t at) {
    while (open_.size() > 1 && open_.back().end <= at) {
      if (open_.back().is_block) flush();
      open_.pop_back();
    }
  }

  void characters(std::size_t at) {
    const Open& here = open_.back();
    const std::size_t before = run_.text.size();
    if (here.is_code)
      run_.text += page_.nodes[at].text;
    else
      append_collapsed(run_.text, page_.nodes[at].text);
    if (run_.text.size() == before) return;
    if (here.is_link) run_.linked += run_.text.size() - before;
    if (run_.first == 0) {
      run_.first = at;
      run_.block = here.block;
      run_.kind = here.kind;
      run_.is_title = here.is_title;
    }
  }

  /// Two breaks part paragraphs.
  void line_break() {
    while (run_.text.ends_with(' ')) run_.text.pop_back();
    if (run_.text.empty()) return;
    if (run_.text.ends_with('\n'))
      flush();
    else
      run_.text += '\n';
  }

  void flush() {
    const std::string_view kept = ascii::trim(run_.text);
    if (!kept.empty()) {
      run_.text = std::string(kept);
      run_.linked = std::min(run_.linked, run_.text.size());
      runs_.push_back(std::move(run_));
    }
    run_ = {};
  }

  const Page& page_;
  std::vector<Open> open_;
  std::vector<Run> runs_;
  Run run_;
};

}  // namespace

std::vector<Run> find_runs(const Page& page) { return Gatherer(page).gather(); }

}  // namespace ae::indexing
