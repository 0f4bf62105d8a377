// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/query/tree.hpp"

#include <fmt/format.h>

namespace ae::searching {
namespace {

std::string in_place(Place place, std::string text) {
  switch (place) {
    case Place::title:
      return "title:" + text;
    case Place::body:
      return "body:" + text;
    case Place::caption:
      return "caption:" + text;
    default:
      return text;
  }
}

std::string spelled(const Word& word) {
  return word.pattern == Word::Pattern::fuzzy ? fmt::format("{}~{}", word.surface, word.edits)
                                              : word.surface;
}

std::string word(const Word& word) {
  switch (word.form) {
    case Word::Form::exact:
      return "=" + spelled(word);
    case Word::Form::folded:
      return '"' + spelled(word) + '"';
    default:
      return spelled(word);
  }
}

std::string sequence(const Node& node) {
  std::string out;
  for (const Word& word : node.words) {
    if (!out.empty()) out += node.compound && word.glued ? "-" : node.compound ? "" : " ";
    out += spelled(word);
  }
  if (node.compound) return out;
  return (node.words.front().form == Word::Form::exact ? "=\"" : "\"") + out + '"';
}

std::string days(const Node& node) {
  if (node.unknown) return "date:unknown";
  const auto side = [](Day day, Day open) { return day == open ? std::string() : to_iso(day); };
  if (node.days.first == node.days.last) return "date:" + to_iso(node.days.first);
  return fmt::format("date:{}..{}", side(node.days.first, dates::DayRange::earliest),
                     side(node.days.last, dates::DayRange::latest));
}

std::string value(const Node& node) {
  const bool quoted = node.value.find_first_of(" ()") != std::string::npos;
  const std::string_view mark = quoted ? "\"" : "";
  return fmt::format("{}:{}{}{}", node.field->name, mark, node.value, mark);
}

std::string list(const Node& node, std::string_view between) {
  std::vector<std::string> parts;
  for (const Node& child : node.children) {
    const bool bracket = child.kind == Node::Kind::any || child.kind == Node::Kind::all;
    parts.push_back(bracket ? "(" + to_string(child) + ")" : to_string(child));
  }
  return fmt::format("{}", fmt::join(parts, between));
}

}  // namespace

std::string to_string(const Node& node) {
  switch (node.kind) {
    case Node::Kind::everything:
      return "*";
    case Node::Kind::nothing:
      return "";
    case Node::Kind::word:
      return in_place(node.place, word(node.words.front()));
    case Node::Kind::sequence:
      return in_place(node.place, sequence(node));
    case Node::Kind::near:
      return list(node, fmt::format(" NEAR/{} ", node.distance));
    case Node::Kind::value:
    case Node::Kind::path:
      return value(node);
    case Node::Kind::days:
      return days(node);
    case Node::Kind::all:
      return list(node, " AND ");
    case Node::Kind::any:
      return list(node, " OR ");
    case Node::Kind::negation:
      return "NOT " + list(node, "");
  }
  return "";
}

}  // namespace ae::searching
