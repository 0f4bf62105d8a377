// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/simplify.hpp"

#include <fmt/format.h>

#include <unordered_set>
#include <utility>

namespace ae::searching {
namespace {

using Kind = Node::Kind;

/// Text that is the same for equal parts only: what it is made of stands with its size before it.
void add(std::string& key, std::string_view part) {
  fmt::format_to(std::back_inserter(key), "{}:{}", part.size(), part);
}

void add(std::string& key, const Word& word) {
  fmt::format_to(std::back_inserter(key), "w{}{}{}{}", static_cast<int>(word.form),
                 static_cast<int>(word.pattern), word.edits, static_cast<int>(word.kind));
  add(key, word.surface);
  add(key, word.folded);
  for (const std::string& variant : word.variants) add(key, variant);
}

/// Of everything but the children.
std::string key_of(const Node& node) {
  std::string key =
      fmt::format("{}.{}.{}.{}.{}.{}.{}", static_cast<int>(node.kind), static_cast<int>(node.place),
                  static_cast<int>(node.compound), node.distance, static_cast<int>(node.unknown),
                  std::chrono::sys_days(node.days.first).time_since_epoch().count(),
                  std::chrono::sys_days(node.days.last).time_since_epoch().count());
  add(key, node.field == nullptr ? std::string_view() : node.field->name);
  add(key, node.value);
  for (const Word& word : node.words) add(key, word);
  return key;
}

/// \param key  what tells the simpler \p node from others
Node simplified(Node node, std::string& key) {
  const bool joins = node.kind == Kind::all || node.kind == Kind::any;
  key = key_of(node);
  std::unordered_set<std::string> seen;
  std::vector<Node> children;
  for (Node& child : node.children) {
    std::string part;
    Node simple = simplified(std::move(child), part);
    if (joins && !seen.insert(part).second) continue;
    add(key, part);
    children.push_back(std::move(simple));
  }
  if (joins && children.size() == 1) {
    key = *seen.begin();
    return std::move(children.front());
  }
  node.children = std::move(children);
  return node;
}

}  // namespace

Node without_repeats(Node node) {
  std::string key;
  return simplified(std::move(node), key);
}

}  // namespace ae::searching
