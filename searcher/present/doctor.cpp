// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/doctor.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace ae::searching {
namespace {

using Kind = Node::Kind;

/// The words and phrases that an article can be found by. Where articles match, \p optional ones
/// only: the others have been found.
void collect_parts(const Node& node, bool optional, std::vector<const Node*>& parts) {
  if (optional && (node.kind == Kind::word || node.kind == Kind::sequence)) parts.push_back(&node);
  if (node.kind == Kind::all || node.kind == Kind::any || node.kind == Kind::near)
    for (const Node& child : node.children)
      collect_parts(child, optional || node.kind == Kind::any, parts);
}

/// The same query, asked of captions. \returns whether there was anything to ask
bool move_to_captions(Node& node) {
  bool moved = false;
  if (node.place == Place::text && (!node.words.empty() || node.kind == Kind::near)) {
    node.place = Place::caption;
    moved = true;
  }
  for (Node& child : node.children) moved = move_to_captions(child) || moved;
  return moved;
}

std::string articles_have(std::uint64_t count) {
  return count == 1 ? "1 article has it" : fmt::format("{} articles have it", count);
}

}  // namespace

std::vector<Note> diagnose(const Node& query, const Lexicon& lexicon, const Matching& matching) {
  std::vector<Note> notes;
  const bool nothing = matching.total() == 0;
  std::vector<const Node*> parts;
  collect_parts(query, nothing, parts);
  constexpr std::size_t most = 8;  // of a long query the first ones tell enough
  parts.resize(std::min(parts.size(), most));
  for (const Node* part : parts)
    if (matching.count(expand(*part, lexicon)) == 0)
      notes.push_back({"nowhere", fmt::format("no article has {}", to_string(*part))});
  if (!nothing) return notes;
  Node captions = query;
  if (!move_to_captions(captions)) return notes;
  if (const std::uint64_t count = matching.count(expand(captions, lexicon)); count > 0)
    notes.push_back(
        {"captions", fmt::format("{} in captions: {}", articles_have(count), to_string(captions))});
  return notes;
}

}  // namespace ae::searching
