// SPDX-License-Identifier: GPL-2.0-or-later
/// Picture captions: marked at their beginning, or known by the credit at their end.
#include "common/text/ascii.hpp"
#include "indexer/cleaning/line.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <array>

namespace ae::indexing {
namespace {

/// No caption is longer, in bytes.
constexpr std::size_t longest = 1'500;

/// What a caption begins with; the marker is no part of what it says.
constexpr std::array<std::string_view, 17> markers{
    "image:",       "images:",     "photo:", "photos:",  "photograph:",    "picture:",
    "file photo:",  "file image:", "file -", "caption:", "photo caption:", "image caption:",
    "in pictures:", "foto:",       "bild:",  "imagen:",  "afbeelding:"};

/// What a credit that is a line of its own begins with.
constexpr std::array<std::string_view, 13> credits{
    "photo by ",      "photos by ",     "photo courtesy", "image credit", "photo credit",
    "picture credit", "photograph by ", "image courtesy", "file photo",   "ap photo",
    "credit:",        "getty images",   "image copyright"};

/// Where a credit begins that ends a caption.
constexpr std::array<std::string_view, 14> tails{
    "photograph:", "photo:",        "(photo by ", "(photo: ",      "(photo courtesy",
    "(ap photo",   "(afp photo",    "(image: ",   "photo credit:", "(file photo",
    "picture: ",   "image credit:", " photo by ", "(picture: "};

Finding caption(const Line& line, std::string_view content, std::string_view rule) {
  return {Finding::Kind::caption, rule, line.text, ascii::trim(content), {}};
}

/// Is what stands behind a credit's marker short and a name: "Ana Reyes/Lantern)"?
bool is_credit(std::string_view rest) {
  rest = ascii::trim(rest);
  return rest.size() <= 90 && count_words(rest, 10) <= 10 && is_capitalised(rest);
}

/// "... at the polls. Photograph: Ana Reyes/Lantern", "... (Photo by Ana Reyes/Lantern)"
bool ends_with_credit(std::string_view text) {
  const std::string_view end = text.size() > 140 ? text.substr(text.size() - 140) : text;
  for (const std::string_view tail : tails) {
    const std::size_t at = ascii::find(end, tail);
    if (at != std::string_view::npos && is_credit(end.substr(at + tail.size()))) return true;
    // "(AP Photo/Ana Reyes)" goes on right behind the marker.
    if (at != std::string_view::npos && tail.front() == '(' && text.ends_with(')')) return true;
  }
  return false;
}

}  // namespace

std::optional<Finding> find_caption(const Line& line) {
  if (line.text.size() > longest) return std::nullopt;
  for (const std::string_view marker : markers)
    if (ascii::starts_with(line.text, marker))
      return caption(line, line.text.substr(marker.size()), "caption marker");
  const bool is_short = line.text.size() <= 200;
  for (const std::string_view credit : credits)
    if (is_short && ascii::starts_with(line.text, credit))
      return caption(line, line.text, "photo credit");
  if (!ends_with_credit(line.text)) return std::nullopt;
  return caption(line, line.text, "photo credit");
}

}  // namespace ae::indexing
