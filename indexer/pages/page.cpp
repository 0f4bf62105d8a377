// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/pages/page.hpp"

#include "common/text/ascii.hpp"

#include <algorithm>

namespace ae::indexing {

std::string_view Node::get(std::string_view attribute) const noexcept {
  for (const Attribute& each : attributes)
    if (each.name == attribute) return each.value;
  return {};
}

bool Node::has(std::string_view attribute) const noexcept {
  return std::any_of(attributes.begin(), attributes.end(),
                     [&](const Attribute& each) { return each.name == attribute; });
}

void append_collapsed(std::string& out, std::string_view text) {
  constexpr std::string_view no_break = "\xc2\xa0";
  for (std::size_t at = 0; at < text.size();) {
    const bool wide = text.substr(at, 2) == no_break;
    if (!wide && !ascii::is_space(text[at])) {
      out += text[at++];
      continue;
    }
    at += wide ? 2 : 1;
    if (!out.empty() && out.back() != ' ' && out.back() != '\n') out += ' ';
  }
}

std::string Page::text_of(std::size_t node, std::size_t most) const {
  std::string text;
  std::size_t read = 0;  // white space costs time as well
  for (std::size_t at = node; at < nodes[node].end; ++at) {
    if (!nodes[at].is_text()) continue;
    read += nodes[at].text.size();
    if (most != npos && read > 4 * most) return {};
    append_collapsed(text, nodes[at].text);
    if (text.size() > most) return {};
  }
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

Page below(const Page& page, std::size_t node) {
  Page inner;
  const auto from = page.nodes.begin() + static_cast<std::ptrdiff_t>(node);
  inner.nodes.assign(from, page.nodes.begin() + page.nodes[node].end);
  for (Node& each : inner.nodes) {
    each.parent -= static_cast<std::uint32_t>(std::min<std::size_t>(each.parent, node));
    each.end -= static_cast<std::uint32_t>(node);
  }
  inner.nodes.front().name.clear();
  inner.nodes.front().attributes.clear();
  return inner;
}

std::string name_words(std::string_view name) {
  std::string words = " ";
  for (std::size_t at = 0; at < name.size(); ++at) {
    const char c = name[at];
    const bool letter = ascii::is_alnum(c);
    const bool hump = ascii::is_upper(c) && at > 0 && ascii::is_lower(name[at - 1]);
    if ((!letter || hump) && words.back() != ' ') words += ' ';
    if (letter) words += ascii::to_lower(c);
  }
  if (words.back() != ' ') words += ' ';
  return words;
}

}  // namespace ae::indexing
