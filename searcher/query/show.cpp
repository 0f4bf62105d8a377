// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/show.hpp"

#include "common/text/unicode.hpp"
#include "searcher/query/lexer.hpp"

#include <fmt/format.h>

#include <array>

namespace ae::searching {
namespace {

void show(const Node& node, std::size_t depth, std::string& out) {
  static constexpr std::array<std::string_view, 11> kinds{
      "everything", "nothing", "word", "sequence", "near",    "value",
      "days",       "path",    "all",  "any",      "negation"};
  out += fmt::format("{:{}}{}", "", 2 * depth, kinds[static_cast<std::size_t>(node.kind)]);
  if (node.children.empty()) out += " " + to_string(node);
  if (node.kind == Node::Kind::near) out += fmt::format("/{}", node.distance);
  for (const Word& word : node.words)
    if (!word.variants.empty()) out += fmt::format(", also {}", fmt::join(word.variants, ", "));
  out += '\n';
  for (const Node& child : node.children) show(child, depth + 1, out);
}

}  // namespace

std::string show_tokens(std::string_view query) {
  static constexpr std::array<std::string_view, 10> kinds{
      "end", "open", "close", "and", "or", "not", "near", "field", "chunk", "phrase"};
  const std::string composed = text::compose(query);
  Lexer lexer(composed);
  std::string out;
  for (Lexeme lexeme = lexer.next(); lexeme.kind != Lexeme::Kind::end; lexeme = lexer.next())
    out += fmt::format("{} {}{}\n", kinds[static_cast<std::size_t>(lexeme.kind)],
                       lexeme.exact ? "=" : "", lexeme.text);
  return out;
}

std::string show_tree(const Node& node) {
  std::string out;
  show(node, 0, out);
  return out;
}

}  // namespace ae::searching
