// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/render/paint.hpp"

#include "common/cli/layout.hpp"
#include "searcher/render/formats.hpp"

#include <fmt/format.h>

namespace ae::searching::render {
namespace {

std::string_view code_of(Paint paint) {
  switch (paint) {
    case Paint::strong:
      return "1";
    case Paint::faint:
      return "2";
    case Paint::match:
      return "1;31";
    case Paint::plain:
      break;
  }
  return {};
}

/// The file of `FILE`, `FILE!MEMBER` or `FILE#LINE`.
std::string_view file_of(std::string_view path) {
  const std::size_t hash = path.rfind('#');
  if (hash != std::string_view::npos && hash + 1 < path.size() &&
      path.find_first_not_of("0123456789", hash + 1) == std::string_view::npos)
    path = path.substr(0, hash);
  return path.substr(0, path.find('!'));
}

/// A relative path is left out: it counts from where the indexer ran.
std::string target_of(const Hit& hit) {
  if (hit.path.starts_with('/')) return "file://" + percent_encoded_path(file_of(hit.path));
  return hit.url && is_web_address(*hit.url) ? percent_encoded_url(*hit.url) : std::string();
}

}  // namespace

std::string painted(std::string_view text, Paint paint, const Style& style) {
  const std::string harmless = cli::one_line(text);
  if (!style.colour || paint == Paint::plain || harmless.empty()) return harmless;
  return fmt::format("\x1B[{}m{}\x1B[0m", code_of(paint), harmless);
}

std::string painted(std::string_view text, const std::vector<Span>& marks, Paint paint,
                    const Style& style) {
  std::string out;
  for (const Segment& segment : segments(text, marks))
    out += painted(segment.text, segment.marked ? Paint::match : paint, style);
  return out;
}

std::string linked(std::string shown, const Hit& hit, const Style& style) {
  const std::string target = style.terminal && style.colour ? target_of(hit) : std::string();
  if (target.empty()) return shown;
  return fmt::format("\x1B]8;;{}\x1B\\{}\x1B]8;;\x1B\\", target, shown);
}

}  // namespace ae::searching::render
