// SPDX-License-Identifier: GPL-2.0-or-later
/// See runs.hpp.
#include "indexer/entities/runs.hpp"

#include "indexer/entities/word_table.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

constexpr std::size_t most_links = 3;     // between two capitalised words: "of the"
constexpr std::size_t longest_run = 256;  // tokens

bool is_ordinal(std::string_view text, const Token& token) {
  const char last = text[token.bytes.to - 1];
  return token.shape == Shape::number && (last == 'h' || last == 't' || last == 'd');
}

bool is_link(const Token& token) {
  if (token.shape == Shape::possessive) return true;
  if (token.shape == Shape::mark) {
    return token.mark == '&' || token.mark == '-' || token.mark == '\'' || token.mark == '"';
  }
  if (token.shape == Shape::number) return true;
  return token.shape == Shape::lower && (token.links || token.kinds.any(kind::org_tail));  // "plc"
}

// "andrew mccabe", "in ohio": transcripts and posts do without capitals. Only words that lists know
// as names and that running text hardly ever writes so.
bool is_uncapitalised_name(const Token& token) {
  constexpr auto names = kind::given | kind::surname | kind::sure_place | kind::city |
                         kind::known_person | kind::any_org;
  constexpr auto words = kind::common | kind::stop | kind::title | kind::role | kind::speech |
                         kind::particle | kind::never | kind::org_head | kind::org_tail;
  return token.shape == Shape::lower && token.casing <= seldom_lower && token.kinds.any(names) &&
         !token.kinds.any(words);
}

// Where capitals are a guess, any word but the smallest may belong to a name: "hunter street".
bool is_open_word(const Token& token) {
  constexpr auto small = kind::stop | kind::speech | kind::particle;
  return token.restored && token.shape == Shape::lower && !token.kinds.any(small);
}

bool may_be_name(const Token& token) {
  return token.named() || is_open_word(token) || is_uncapitalised_name(token);
}

}  // namespace

bool is_link_word(std::string_view word) noexcept {
  static constexpr std::array<std::string_view, 18> words{"al",  "and", "bin", "da",  "de",  "del",
                                                          "der", "di",  "du",  "el",  "for", "la",
                                                          "le",  "of",  "on",  "the", "van", "von"};
  static_assert(std::is_sorted(words.begin(), words.end()));
  return std::binary_search(words.begin(), words.end(), word);
}

std::vector<Span> find_runs(std::string_view text, std::span<const Token> tokens) {
  std::vector<Span> runs;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool number = is_ordinal(text, tokens[i]) && i + 1 < tokens.size() &&
                        tokens[i + 1].named() && !tokens[i + 1].after_break;
    if (!may_be_name(tokens[i]) && !number) continue;
    auto end = i + 1;
    const auto limit = std::min(tokens.size(), i + longest_run);
    for (auto next = end; next < limit && !tokens[next].after_break; ++next) {
      if (may_be_name(tokens[next])) {
        end = next + 1;
      } else if (next - end >= most_links || !is_link(tokens[next])) {
        break;
      }
    }
    // "Fortune 500", "Boeing 747", "Sony's", "Tryphena plc": one token behind the last capital may
    // belong to it.
    const bool tail =
        end < limit && !tokens[end].after_break &&
        (tokens[end].shape == Shape::number || tokens[end].shape == Shape::possessive ||
         (tokens[end].shape == Shape::lower && tokens[end].kinds.any(kind::org_tail)));
    if (tail) ++end;
    runs.push_back({i, end});
    i = end - 1;
  }
  return runs;
}

}  // namespace ae::indexing
