// SPDX-License-Identifier: GPL-2.0-or-later
/// See rule_cues.hpp.
#include "indexer/entities/rule_cues.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace ae::indexing {

bool is_ordinal(const RuleText& rules, std::size_t i) {
  const auto& token = rules.at(i);
  if (token.shape != Shape::number || !rules.at(i + 1).named()) return false;
  const auto last = token.bytes.of(rules.text).back();
  return last == 'h' || last == 't' || last == 'd';
}

std::size_t national_org_end(const RuleText& rules, std::size_t i) {
  const auto& first = rules.at(i);
  if (!first.kinds.any(kind::country) || first.shape != Shape::caps) return 0;
  const auto& tokens = rules.tokens;
  if (i + 1 >= tokens.size() || !tokens[i + 1].named() || tokens[i + 1].after_break) return 0;
  const auto phrase = rules.lexicon.longest(tokens, i + 1, tokens.size(), kind::any_org);
  return phrase.size > 1 ? i + 1 + phrase.size : 0;
}

Phrase listed_phrase(const RuleText& rules, std::size_t i) {
  const auto& first = rules.at(i);
  constexpr auto listed = kind::place | kind::any_org | kind::known_person | kind::demonym |
                          kind::never | kind::title | kind::honorific | kind::stop;
  auto phrase = rules.lexicon.longest(rules.tokens, i, rules.tokens.size(), listed);
  if (phrase.size != 1) return phrase;
  if (first.shape == Shape::initial && !first.kinds.any(kind::stop)) return {};
  const bool also_word = first.kinds.any(kind::stop);
  const bool also_name = first.kinds.any(kind::place | kind::any_org | kind::title);
  if (also_word && also_name && first.shape == Shape::caps) return phrase;
  return phrase;
}

bool is_title_of_name(const RuleText& rules, std::size_t i, const HeadedName& headed) {
  return headed.end == i + 2 && !rules.at(i).kinds.any(kind::stop | kind::honorific) &&
         rules.at(i).bytes.of(rules.text).back() != '.';
}

bool is_bare_abbreviation(const RuleText& rules, std::size_t i, const Phrase& phrase) {
  const auto word = rules.at(i).bytes.of(rules.text);
  return phrase.size == 1 && phrase.entry.kinds.any(kind::state) &&
         word.size() < phrase.entry.place.size() && word.back() != '.' &&
         (i == 0 || rules.at(i - 1).mark != ',');
}

bool is_first_name(const RuleText& rules, std::size_t i, std::size_t end) {
  const auto& next = rules.at(i + 1);
  return rules.at(i).kinds.any(kind::given) && i + 1 < end && next.named() &&
         next.kinds.any(kind::surname) && !next.kinds.any(kind::title);
}

bool begins_person(const RuleText& rules, std::size_t i, std::size_t end) {
  if (!rules.at(i).kinds.any(kind::given) || i + 1 >= end) return false;
  const auto& next = rules.at(i + 1);
  return next.shape == Shape::initial || (next.shape == Shape::capital && next.kinds.empty());
}

bool is_team(const RuleText& rules, std::size_t i, std::size_t end) {
  const auto& token = rules.at(i);
  constexpr auto other = kind::demonym | kind::surname | kind::given | kind::title | kind::place |
                         kind::org_head | kind::never | kind::place_head | kind::stop;
  return i + 1 == end && token.shape == Shape::capital && !token.kinds.any(other) &&
         token.bytes.size() > 4 && token.bytes.of(rules.text).back() == 's';
}

bool all_everyday(const RuleText& rules, std::size_t i, std::size_t to) {
  for (; i < to; ++i) {
    const auto kinds = rules.at(i).kinds;
    constexpr auto word = kind::common | kind::role | kind::org_tail | kind::never;
    if (!kinds.any(word) || kinds.any(kind::surname | kind::given)) return false;
  }
  return true;
}

bool everyday_rest(const RuleText& rules, std::size_t i, std::size_t to) {
  if (!rules.at(i).kinds.any(kind::common)) return false;
  for (auto next = i + 1; next < to; ++next) {
    const auto kinds = rules.at(next).kinds;
    if (!kinds.any(kind::common) || kinds.any(kind::surname | kind::given)) return false;
  }
  return true;
}

std::size_t firm_end(const RuleText& rules, std::size_t i, std::size_t end) {
  constexpr auto other = kind::title | kind::honorific | kind::stop | kind::never;
  const bool two = i + 2 < end && rules.at(i + 1).mark == '&' && rules.at(i + 2).named();
  if (!two || rules.at(i).kinds.any(other) || rules.at(i + 2).kinds.any(other)) return 0;
  auto to = i + 3;
  while (to < end && rules.at(to).named() && !rules.at(to).kinds.any(other)) ++to;
  return to;
}

bool has_no_digit(const RuleText& rules, const Token& token) {
  const auto word = token.bytes.of(rules.text);
  return std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_time_zone(const RuleText& rules, std::size_t i) {
  static constexpr std::array<std::string_view, 5> zones{"Atlantic", "Central", "Eastern",
                                                         "Mountain", "Pacific"};
  static constexpr std::array<std::string_view, 6> halves{"AM", "PM", "a.m.", "am", "p.m.", "pm"};
  const auto& token = rules.at(i);
  const auto word = token.bytes.of(rules.text);
  if (i == 0 || std::find(zones.begin(), zones.end(), word) == zones.end()) return false;
  auto before = rules.text.substr(0, token.bytes.from);
  before = before.substr(0, before.find_last_not_of(" \n") + 1);
  return rules.at(i - 1).shape == Shape::number ||
         std::any_of(halves.begin(), halves.end(),
                     [before](std::string_view half) { return before.ends_with(half); });
}

bool in_party_tag(const RuleText& rules, std::size_t i) {
  return i >= 2 && rules.at(i - 1).mark == '-' && rules.at(i - 2).shape == Shape::initial &&
         rules.at(i - 1).bytes.to == rules.at(i).bytes.from;
}

}  // namespace ae::indexing
