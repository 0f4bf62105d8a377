// SPDX-License-Identifier: GPL-2.0-or-later
/// See casing.hpp.
#include "indexer/entities/casing.hpp"

#include <algorithm>
#include <cstddef>

namespace ae::indexing {
namespace {

constexpr std::size_t longest_headline = 40;  // tokens

bool is_everyday(const Token& token) {
  constexpr auto names = kind::given | kind::place | kind::any_org | kind::surname;
  return token.kinds.any(kind::common | kind::stop | kind::speech | kind::role) &&
         !token.kinds.any(names | kind::title | kind::honorific | kind::org_head);
}

void settle_first_word(std::span<Token> tokens, std::size_t at) {
  auto& token = tokens[at];
  const bool name_goes_on = at + 1 < tokens.size() && !tokens[at + 1].after_break &&
                            (tokens[at + 1].named() || tokens[at + 1].shape == Shape::possessive);
  if (name_goes_on || token.shape != Shape::capital) return;
  constexpr auto names = kind::place | kind::known_person | kind::any_org;
  if (token.kinds.any(kind::common | kind::stop | kind::role) && !token.kinds.any(names)) {
    token.shape = Shape::lower;
  }
}

// Headlines Capitalise Every Long Word, and some lines are ALL CAPITALS: there only words that are
// not everyday words may be names.
void settle_line(std::span<Token> line) {
  if (line.size() > longest_headline) return;
  std::size_t words = 0;
  std::size_t capitals = 0;
  std::size_t everyday = 0;
  for (const auto& token : line) {
    const bool counts = token.shape != Shape::mark && token.shape != Shape::number &&
                        token.shape != Shape::possessive && token.bytes.size() > 3;
    words += counts ? 1U : 0U;
    capitals += counts && token.named() ? 1U : 0U;
    everyday += counts && token.named() && is_everyday(token) ? 1U : 0U;
  }
  if (words < 4 || capitals * 10 < words * 7 || everyday < 2) return;
  for (auto& token : line) {
    if (token.named() && is_everyday(token)) token.shape = Shape::lower;
  }
}

}  // namespace

void settle_casing(std::span<Token> tokens) {
  std::size_t line_from = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (i > 0 && tokens[i].after_break) {
      settle_line(tokens.subspan(line_from, i - line_from));
      line_from = i;
    }
    if (tokens[i].starts_sentence) settle_first_word(tokens, i);
  }
  settle_line(tokens.subspan(line_from));
}

}  // namespace ae::indexing
