// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/doctor.hpp"

#include "searcher/query/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ae::searching {
namespace {

using Kind = Node::Kind;

/// Of a long query the first parts tell enough.
constexpr std::size_t most_parts = 8;

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

/// Words that have other spellings, each with its place.
void collect_variants(const Node& node, std::vector<Node>& out) {
  if (node.kind == Kind::negation) return;
  for (const Node& child : node.children) collect_variants(child, out);
  for (const Word& word : node.words)
    for (const std::string& variant : word.variants) {
      Node& found = out.emplace_back(Node{.kind = Kind::word, .place = node.place});
      found.words.push_back({.surface = variant, .folded = variant});
    }
}

std::string articles_have(std::uint64_t count) {
  return count == 1 ? "1 article has it" : fmt::format("{} articles have it", count);
}

std::string counted(std::uint64_t count) {
  return count == 0 ? "none" : count == 1 ? "1 article" : fmt::format("{} articles", count);
}

/// Each clause counted alone: "moore: 5 articles, hmm: none".
std::string count_clauses(const Node& query, const std::vector<FieldFilter>& filters,
                          const Lexicon& lexicon, Matching& matching) {
  std::vector<Node> clauses{query};
  if (query.kind == Kind::all) clauses = query.children;
  for (const FieldFilter& filter : filters) clauses.push_back(filter.node);
  if (clauses.size() < 2) return {};
  clauses.resize(std::min(clauses.size(), most_parts));
  std::vector<std::string> counts;
  for (const Node& clause : clauses)
    counts.push_back(
        fmt::format("{}: {}", to_string(clause), counted(matching.count(expand(clause, lexicon)))));
  return fmt::format("{}", fmt::join(counts, ", "));
}

}  // namespace

std::vector<Note> diagnose(const Plan& plan, const Lexicon& lexicon, Matching& matching) {
  const Node& query = plan.parsed.root;
  std::vector<Note> notes;
  const bool nothing = matching.total() == 0;
  std::vector<const Node*> parts;
  collect_parts(query, nothing, parts);
  parts.resize(std::min(parts.size(), most_parts));
  for (const Node* part : parts)
    if (matching.count(expand(*part, lexicon)) == 0)
      notes.push_back({"nowhere", fmt::format("no article has {}", to_string(*part))});
  if (!nothing) return notes;
  if (auto counts = count_clauses(query, plan.filters, lexicon, matching); !counts.empty())
    notes.push_back({"clauses", std::move(counts)});
  Node captions = query;
  if (!move_to_captions(captions)) return notes;
  if (const std::uint64_t count = matching.count(expand(captions, lexicon)); count > 0)
    notes.push_back(
        {"captions", fmt::format("{} in captions: {}", articles_have(count), to_string(captions))});
  return notes;
}

namespace {

void note_names_of(const Node& node, Matching& matching, std::vector<Note>& notes) {
  if (node.kind == Kind::negation) return;
  for (const Node& child : node.children) note_names_of(child, matching, notes);
  if (!is_named(node)) return;
  Node otherwise{.kind = Kind::all};
  otherwise.children.push_back({.kind = Kind::any});
  otherwise.children.back().children.assign(node.children.begin() + 1, node.children.end());
  otherwise.children.push_back({.kind = Kind::negation});
  otherwise.children.back().children.push_back(node.children.front());
  if (const std::uint64_t count = matching.count_within(otherwise); count > 0)
    notes.push_back(
        {"alias", fmt::format("also found: {} that {} {} by another name", counted(count),
                              count == 1 ? "calls" : "call", node.children.back().value)});
}

}  // namespace

std::vector<Note> note_names(const Node& query, Matching& matching) {
  std::vector<Note> notes;
  note_names_of(query, matching, notes);
  return notes;
}

std::vector<Note> note_variants(const Node& query, Matching& matching) {
  std::vector<Node> variants;
  collect_variants(query, variants);
  std::vector<std::string> seen;
  for (const Node& variant : variants) {
    const std::string& spelling = variant.words.front().surface;
    if (std::ranges::find(seen, spelling) == seen.end() && matching.count_within(variant) > 0)
      seen.push_back(spelling);
  }
  if (seen.empty()) return {};
  return {{"variant", fmt::format("also found: {} (variant spelling{})", fmt::join(seen, ", "),
                                  seen.size() == 1 ? "" : "s")}};
}

}  // namespace ae::searching
