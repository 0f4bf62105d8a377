// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/plan.hpp"

#include "searcher/query/simplify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace ae::searching {
namespace {

Day today_of(const Request& request) {
  if (request.today) return *request.today;
  return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

const schema::Field& filter_field(const std::string& name) {
  const schema::Field* field = schema::find(name);
  if (field != nullptr && field->kind != schema::Kind::text) return *field;
  throw Error(ErrorCode::bad_usage, fmt::format("{}: no field to filter by", name),
              fmt::format("did you mean {}?", schema::nearest(name).name));
}

Node to_node(const Filter& filter, const schema::Field& field, Day today) {
  Node node;
  if (const auto problem = make_value(field, filter.value, today, node))
    throw Error(ErrorCode::bad_usage, fmt::format("{}: {}", filter.field, problem->text),
                fmt::format("write it as in {}", field.example));
  return node;
}

/// Filters of one field widen.
void add_filter(std::vector<FieldFilter>& filters, const schema::Field& field, Node node) {
  const auto same = std::ranges::find(filters, &field, &FieldFilter::field);
  if (same == filters.end()) {
    filters.push_back({&field, std::move(node)});
    return;
  }
  std::vector<Node> either;
  either.push_back(std::move(same->node));
  either.push_back(std::move(node));
  same->node = combined(Node::Kind::any, std::move(either));
}

Node negated(Node node) {
  Node outer{.kind = Node::Kind::negation};
  outer.children.push_back(std::move(node));
  return outer;
}

/// \p root, and at least one of \p like; everything beside words is nothing.
Node with_any(Node root, std::vector<Word> like) {
  std::vector<Node> either;
  for (Word& word : like) {
    Node node{.kind = Node::Kind::word};
    node.words.push_back(std::move(word));
    either.push_back(std::move(node));
  }
  if (either.empty()) return root;
  std::vector<Node> both;
  if (root.kind != Node::Kind::everything) both.push_back(std::move(root));
  both.push_back(combined(Node::Kind::any, std::move(either)));
  return combined(Node::Kind::all, std::move(both));
}

}  // namespace

Plan make_plan(const Request& request, const Lexicon& lexicon, std::vector<Word> like) {
  const Day today = today_of(request);
  const ParseOptions options{.match = request.match, .today = today};
  Plan plan{
      .parsed = request.plain ? parse_plain(request.text, options) : parse(request.text, options),
      .query = {},
      .filters = {},
      .versions = request.versions};
  if (plan.parsed.root.kind == Node::Kind::nothing) return plan;
  plan.parsed.root = with_any(std::move(plan.parsed.root), std::move(like));
  std::vector<Node> needed;
  needed.push_back(expand(plan.parsed.root, lexicon));
  for (const Filter& filter : request.filters) {
    const schema::Field& field = filter_field(filter.field);
    Node node = to_node(filter, field, today);
    if (filter.exclude)
      needed.push_back(negated(std::move(node)));
    else
      add_filter(plan.filters, field, std::move(node));
  }
  plan.query = without_repeats(combined(Node::Kind::all, std::move(needed)));
  return plan;
}

}  // namespace ae::searching
