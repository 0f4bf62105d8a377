// SPDX-License-Identifier: GPL-2.0-or-later
/// Comma-separated values, quoted as RFC 4180 has it; lines end as the system's do.
#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"

#include <fmt/format.h>

namespace ae::searching::render {
namespace {

constexpr std::string_view header =
    "rank,id,source_id,copy_of,score,title,title_derived,date,outlet,authors,lang,url,path,person,"
    "org,place,more,near_copy_of,version_of,snippets\n";

std::string joined(const std::vector<std::string>& values) {
  return fmt::format("{}", fmt::join(values, "; "));
}

std::string quotations(const std::vector<Snippet>& snippets) {
  std::string out;
  for (const Snippet& snippet : snippets) out += (out.empty() ? "" : " … ") + snippet.text;
  return out;
}

class Csv final : public Renderer {
 public:
  explicit Csv(const Style& style) : style_(style) {}

  std::string begin(const Response&) override { return std::string(header); }

  std::string hit(const Hit& hit) override {
    const std::string none;
    std::string row = fmt::format("{}", hit.rank);
    add(row, hit.id);
    add(row, hit.source_id.value_or(none));
    add(row, hit.copy_of.value_or(none));
    add(row, fmt::format("{}", hit.score));
    add(row, hit.title);
    add(row, hit.title_derived ? "true" : "false");
    add(row, hit.date ? to_iso(*hit.date) : none);
    add(row, hit.outlet.value_or(none));
    add(row, joined(hit.authors));
    add(row, hit.lang.value_or(none));
    add(row, hit.url.value_or(none));
    add(row, hit.path);
    add(row, joined(hit.person));
    add(row, joined(hit.org));
    add(row, joined(hit.place));
    add(row, fmt::format("{}", hit.more));
    add(row, hit.near_copy_of.value_or(none));
    add(row, hit.version_of.value_or(none));
    add(row, quotations(hit.snippets));
    return row + '\n';
  }

  std::string end(const Response&) override { return {}; }

 private:
  /// Bytes are kept as they are, so that they can be read back, unless a terminal shows them.
  void add(std::string& row, const std::string& value) const {
    const std::string text = style_.terminal ? cli::many_lines(value) : value;
    row += ',';
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
      row += text;
      return;
    }
    row += '"';
    for (const char c : text) row.append(c == '"' ? 2 : 1, c);
    row += '"';
  }

  Style style_;
};

}  // namespace

std::unique_ptr<Renderer> make_csv(const Style& style) { return std::make_unique<Csv>(style); }

}  // namespace ae::searching::render
