// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/names.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ae::searching {
namespace {

using Kind = Node::Kind;

constexpr std::size_t longest_name = 6;  // words

/// The words of \p nodes as a name: "Stephen K. Bannon", whether or not the dot was typed.
std::string name_of(std::span<const Node> nodes) {
  std::string name;
  for (const Node& node : nodes) {
    const Word& word = node.words.front();
    if (!name.empty()) name += word.glued ? '-' : ' ';
    name += word.surface;
    if (word.surface.size() == 1) name += '.';
  }
  return name;
}

/// The words, or one of \p fields having their name as a value.
Node named(std::vector<Node> words, const std::string& name, const Lexicon::Fields& fields) {
  std::vector<Node> ways;
  ways.push_back(combined(Kind::all, std::move(words)));
  for (const schema::Field* field : fields)
    ways.push_back({.kind = Kind::value, .field = field, .value = name});
  Node node = combined(Kind::any, std::move(ways));
  node.one_thing = true;
  return node;
}

bool can_be_named(const Node& node) { return is_bare_word(node) && node.place == Place::text; }

/// How many of \p nodes, from the first on, are words that may be a name.
std::size_t run_of_words(std::span<const Node> nodes) {
  const auto end =
      std::ranges::find_if_not(nodes.first(std::min(nodes.size(), longest_name)), can_be_named);
  return static_cast<std::size_t>(end - nodes.begin());
}

/// Children of a node all of which must match: the longest names first, from left to right.
std::vector<Node> name_words(std::vector<Node> nodes, const Lexicon& lexicon) {
  std::vector<Node> out;
  for (std::size_t i = 0; i < nodes.size();) {
    std::size_t size = run_of_words(std::span(nodes).subspan(i));
    Lexicon::Fields fields;
    std::string name;
    for (; size > 1; --size) {
      name = name_of(std::span(nodes).subspan(i, size));
      fields = lexicon.fields_naming(name);
      if (!fields.empty()) break;
    }
    if (size < 2) {
      out.push_back(with_names(std::move(nodes[i++]), lexicon));
      continue;
    }
    const auto from = std::make_move_iterator(nodes.begin() + static_cast<std::ptrdiff_t>(i));
    out.push_back(named(std::vector(from, from + static_cast<std::ptrdiff_t>(size)), name, fields));
    i += size;
  }
  return out;
}

}  // namespace

Node with_names(Node node, const Lexicon& lexicon) {
  if (node.kind == Kind::all)
    return combined(Kind::all, name_words(std::move(node.children), lexicon));
  if (node.kind == Kind::any || node.kind == Kind::negation)
    for (Node& child : node.children) child = with_names(std::move(child), lexicon);
  return node;
}

bool is_named(const Node& node) noexcept {
  return node.kind == Kind::any && node.one_thing && node.children.back().kind == Kind::value;
}

}  // namespace ae::searching
