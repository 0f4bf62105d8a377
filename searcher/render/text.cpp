// SPDX-License-Identifier: GPL-2.0-or-later
/// Text for people. On a plain stream nothing is marked or wrapped, so that it can be searched.
#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"
#include "searcher/render/paint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace ae::searching::render {
namespace {

constexpr std::size_t usual_width = 80;

std::size_t wrap_width(const Style& style) {
  return style.width == 0 ? std::numeric_limits<std::size_t>::max() : style.width;
}

/// "The Lantern · 2017-12-13 · Ana Reyes"
std::string byline(const Hit& hit) {
  std::string text = hit.outlet.value_or("outlet unknown");
  text += " · " + (hit.date ? to_iso(*hit.date) : "date unknown");
  if (!hit.authors.empty()) text += fmt::format(" · {}", fmt::join(hit.authors, ", "));
  if (hit.copy_of) text += fmt::format(" · copy of {}", *hit.copy_of);
  if (hit.near_copy_of) text += fmt::format(" · near copy of {}", *hit.near_copy_of);
  if (hit.version_of) text += fmt::format(" · earlier version of {}", *hit.version_of);
  return text;
}

class Text final : public Renderer {
 public:
  explicit Text(const Style& style) : style_(style) {}

  std::string begin(const Response& response) override {
    const std::string id = response.id.empty() ? "" : cli::one_line(response.id) + ": ";
    return id + painted(heading(response), Paint::faint, style_) + '\n';
  }

  std::string hit(const Hit& hit) override {
    const std::string number = fmt::format("{}. ", hit.rank);
    const std::size_t indent = number.size();
    const std::string title =
        linked(painted(hit.title, hit.title_marks, Paint::strong, style_), hit, style_);
    std::string out = '\n' + number + title;
    if (hit.more > 0)
      out += painted(fmt::format(" +{}", cli::grouped(hit.more)), Paint::faint, style_);
    out += '\n';
    out += line(painted(byline(hit), Paint::plain, style_), indent);
    for (const Snippet& snippet : hit.snippets)
      out += line(painted(snippet.text, snippet.marks, Paint::plain, style_), indent);
    out += indented(explanation_text(hit), indent);
    return out + std::string(indent, ' ') + faint_name(hit.id + "  " + hit.path, style_) + '\n';
  }

  std::string end(const Response& response) override {
    const std::size_t width = style_.width == 0 ? usual_width : style_.width;
    std::string out = facets_text(response.facets, width) + pairs_text(response.pairs, width);
    if (response.total == 0 && !response.instead.empty()) out += instead(response.instead);
    return out;
  }

 private:
  std::string line(std::string_view text, std::size_t indent) const {
    return cli::wrapped(text, wrap_width(style_), indent) + '\n';
  }

  static std::string indented(std::string_view lines, std::size_t indent) {
    std::string out;
    while (!lines.empty()) {
      const std::size_t end = lines.find('\n') + 1;
      out.append(indent, ' ').append(lines.substr(0, end));
      lines.remove_prefix(end);
    }
    return out;
  }

  std::string instead(const std::vector<Alternative>& alternatives) {
    std::string out = "\n----\nInstead:\n";
    for (const Alternative& each : alternatives) {
      out += fmt::format("\n{} ({}): {}\n", painted(each.query, Paint::strong, style_),
                         cli::one_line(each.change), cli::counted(each.total, "article"));
      for (const Hit& found : each.hits) out += hit(found);
    }
    return out;
  }

  Style style_;
};

}  // namespace

std::unique_ptr<Renderer> make_text(const Style& style) { return std::make_unique<Text>(style); }

std::string parsed_text(const Response& response) { return cli::one_line(response.parsed) + '\n'; }

}  // namespace ae::searching::render
