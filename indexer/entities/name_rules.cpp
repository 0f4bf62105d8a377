// SPDX-License-Identifier: GPL-2.0-or-later
/// See name_rules.hpp.
#include "indexer/entities/name_rules.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

constexpr std::size_t longest_run = 24;      // tokens
constexpr std::size_t longest_headed = 9;    // tokens up to the head
constexpr std::size_t longest_after_of = 5;  // tokens
constexpr std::size_t longest_person = 5;    // tokens

constexpr auto heads = kind::org_head | kind::org_tail | kind::place_head;

template <std::size_t N>
bool is_one_of(const RuleText& rules, std::size_t i, const std::array<std::string_view, N>& words) {
  return rules.at(i).shape == Shape::lower &&
         std::find(words.begin(), words.end(), rules.at(i).bytes.of(rules.text)) != words.end();
}

bool named_next(const RuleText& rules, std::size_t i) {
  return rules.at(i).named() && !rules.at(i).after_break;
}

// Does a head end the three words behind \p i, other than one that begins a name ("Bank of")?
bool head_follows(const RuleText& rules, std::size_t i) {
  for (auto next = i + 1; next <= i + 3 && named_next(rules, next); ++next) {
    const auto kinds = rules.at(next).kinds;
    const bool opens = kinds.any(kind::of_head) && rules.is(next + 1, "of");
    if (kinds.any(kind::org_head | kind::org_tail)) return !opens;
  }
  return false;
}

// "Securities and Exchange Commission": a head must follow, and no name of its own stand before.
bool and_joins(const RuleText& rules, std::size_t i) {
  constexpr auto own =
      kind::given | kind::place | kind::any_org | kind::demonym | kind::known_person;
  if (rules.at(i - 1).kinds.any(own) || rules.at(i - 1).kinds.any(heads)) return false;
  return head_follows(rules, i);
}

// "Miners' Widows Benevolent Fund"
bool apostrophe_joins(const RuleText& rules, std::size_t i) {
  const auto& before = rules.at(i - 1);
  return before.bytes.to == rules.at(i).bytes.from && before.bytes.of(rules.text).back() == 's' &&
         rules.at(i + 1).bytes.from > rules.at(i).bytes.to && head_follows(rules, i);
}

// "Commission on Elections", "Center for Policy", but not "University on Thursday".
bool is_purpose(const RuleText& rules, std::size_t i) {
  const auto& before = rules.at(i - 1);
  if (!before.kinds.any(kind::of_head) || rules.at(i + 1).kinds.any(kind::never)) return false;
  static constexpr std::array<std::string_view, 5> deciding{"Commission", "Committee", "Conference",
                                                            "Council", "Board"};
  const auto word = before.bytes.of(rules.text);
  const bool decides = std::find(deciding.begin(), deciding.end(), word) != deciding.end();
  return rules.is(i, "for") || (rules.is(i, "on") && decides);
}

// How many tokens from \p i on hold the run together; 0: it ends here.
std::size_t link_size(const RuleText& rules, std::size_t i) {
  const auto& link = rules.at(i);
  if (link.after_break) return 0;
  const auto& before = rules.at(i - 1);
  if (link.mark == '&' || (link.shape == Shape::lower && link.kinds.any(kind::particle))) {
    if (named_next(rules, i + 1)) return 1;
    return rules.at(i + 1).kinds.any(kind::particle) && named_next(rules, i + 2) ? 2 : 0;
  }
  if (link.mark == '\'' && named_next(rules, i + 1) && apostrophe_joins(rules, i)) return 1;
  if (link.shape != Shape::lower) return 0;
  const bool of = rules.is(i, "of") && before.kinds.any(kind::of_head);
  if (of || is_purpose(rules, i)) {
    if (named_next(rules, i + 1)) return 1;
    return of && rules.is(i + 1, "the") && named_next(rules, i + 2) ? 2 : 0;
  }
  return rules.is(i, "and") && named_next(rules, i + 1) && and_joins(rules, i) ? 1 : 0;
}

EntityType head_type(const Token& head) {
  return head.kinds.any(kind::org_head | kind::org_tail) ? EntityType::org : EntityType::place;
}

bool is_place_of(const RuleText& rules, std::size_t i) {
  static constexpr std::array<std::string_view, 12> words{
      "City",     "Commonwealth", "County",   "Gulf",   "Isle", "Kingdom",
      "Province", "Republic",     "District", "Strait", "Town", "Village"};
  const auto word = rules.at(i).bytes.of(rules.text);
  return std::find(words.begin(), words.end(), word) != words.end() || word == "State";
}

// Words that end an organisation's name wherever they stand in it.
bool blocks_headed(const RuleText& rules, std::size_t i) {
  const auto& token = rules.at(i);
  constexpr auto blockers = kind::honorific | kind::stop | kind::suffix | kind::known_person;
  if (token.shape == Shape::initial) return true;
  if (token.kinds.any(heads)) return false;
  if (token.kinds.any(blockers)) return true;
  if (token.kinds.any(kind::title) && !token.kinds.any(kind::common)) return true;
  const bool dotted_country = token.shape == Shape::caps && token.kinds.any(kind::country);
  return dotted_country;
}

std::size_t after_of(const RuleText& rules, std::size_t i, std::size_t end) {
  const auto limit = std::min(end, i + longest_after_of);
  const auto place = rules.lexicon.longest(rules.tokens, i, limit, kind::place);
  if (place.size > 0 && !rules.at(i + place.size).kinds.any(heads)) return i + place.size;
  while (i < limit && !blocks_headed(rules, i) && !rules.at(i).kinds.any(kind::title)) {
    if (!rules.at(i).named() && !rules.is(i, "and") && rules.at(i).mark != '&') break;
    ++i;
  }
  while (!rules.at(i - 1).named()) --i;
  return i;
}

// "Susan Hill", "Emily Post": a head that is a surname behind a first name.
bool is_person_with_head(const RuleText& rules, std::size_t from, std::size_t head) {
  const auto& first = rules.at(from);
  return head == from + 1 && first.kinds.any(kind::given) && !first.kinds.any(kind::sure_place) &&
         rules.at(head).kinds.any(kind::surname) && !rules.at(head).kinds.any(kind::org_tail) &&
         !rules.at(head + 1).named();
}

// "U.S. District Judge": what the country has is no place.
bool is_of_country(const RuleText& rules, std::size_t from) {
  return rules.at(from).shape == Shape::caps && rules.at(from).kinds.any(kind::country);
}

// "the Alabama Senate race" is about the seat that Alabama has in the Senate.
bool is_race(const RuleText& rules, std::size_t head) {
  static constexpr std::array<std::string_view, 12> words{
      "race",    "seat",   "seats",   "election", "candidate", "candidates",
      "primary", "runoff", "contest", "campaign", "hopeful",   "bid"};
  return rules.at(head).kinds.any(kind::us_chamber) && is_one_of(rules, head + 1, words);
}

bool is_age(const Token& token) { return token.shape == Shape::number && token.bytes.size() == 2; }

// A first name with another word of the run behind it.
bool begins_full_name(const RuleText& rules, std::size_t i, std::size_t end) {
  return rules.at(i).kinds.any(kind::given) && !rules.at(i).kinds.any(kind::surname) &&
         i + 1 < end && rules.at(i + 1).named();
}

}  // namespace

std::size_t run_end(const RuleText& rules, std::size_t from) {
  auto i = from + 1;
  const auto limit = from + longest_run;
  while (i < limit && i < rules.tokens.size()) {
    if (named_next(rules, i)) {
      ++i;
    } else if (const auto size = link_size(rules, i); size > 0) {
      i += size + 1;
    } else {
      break;
    }
  }
  return std::min(i, rules.tokens.size());
}

HeadedName headed_name(const RuleText& rules, std::size_t from, std::size_t end) {
  HeadedName found;
  const auto limit = std::min(end, from + longest_headed);
  for (auto i = from; i < limit; ++i) {
    if (i > from && blocks_headed(rules, i)) break;
    const auto& token = rules.at(i);
    if (token.kinds.any(kind::of_head) && token.named() &&
        (rules.is(i + 1, "of") || is_purpose(rules, i + 1)) && i + 2 < end) {
      const auto type = is_place_of(rules, i) ? EntityType::place : EntityType::org;
      const auto rest = rules.is(i + 2, "the") ? i + 3 : i + 2;
      found = {after_of(rules, rest, end), type};
      i = std::max(i, found.end - 1);
    } else if (i > from && token.named() && token.kinds.any(heads)) {
      if (is_person_with_head(rules, from, i)) return {};
      if (is_of_country(rules, from) && head_type(token) == EntityType::place) break;
      if (is_race(rules, i)) break;
      found = {i + 1, head_type(token)};
    }
  }
  return found;
}

std::size_t person_end(const RuleText& rules, std::size_t from, std::size_t end) {
  constexpr auto other =
      kind::honorific | kind::stop | kind::never | kind::demonym | kind::org_tail;
  const auto limit = std::min(end, from + longest_person);
  auto i = from + 1;
  while (i < limit) {
    const auto& token = rules.at(i);
    if (token.shape == Shape::lower) {
      if (!token.kinds.any(kind::particle)) break;
    } else if (token.kinds.any(kind::suffix) && i > from) {
      return i + 1;
    } else if (token.shape == Shape::initial && i + 1 < limit && rules.at(i + 1).named()) {
      ++i;
      continue;
    } else if (!token.named() || (token.kinds.any(other) && !token.kinds.any(kind::surname))) {
      break;
    } else if (token.kinds.any(kind::title | kind::org_head | kind::org) &&
               !token.kinds.any(kind::surname)) {
      break;
    } else if (rules.lexicon.longest(rules.tokens, i, end, kind::any_org).size > 1) {
      break;
    } else if (i - from >= 2 && token.kinds.any(kind::sure_place) &&
               !token.kinds.any(kind::surname)) {
      break;
    }
    ++i;
  }
  while (i > from + 1 && rules.at(i - 1).shape == Shape::lower) --i;
  return i;
}

std::size_t unknown_end(const RuleText& rules, std::size_t from, std::size_t end) {
  constexpr auto other = kind::honorific | kind::title | kind::stop | kind::never | kind::demonym |
                         kind::sure_place | kind::known_person;
  auto i = from + 1;
  for (; i < end; ++i) {
    const auto& token = rules.at(i);
    const bool within = token.named() || token.mark == '&' || token.kinds.any(kind::particle);
    if (!within || token.kinds.any(other) || begins_full_name(rules, i, end)) break;
  }
  while (i > from + 1 && !rules.at(i - 1).named()) --i;
  return i;
}

bool person_context(const RuleText& rules, std::size_t from, std::size_t to) {
  static constexpr std::array<std::string_view, 1> relative{"who"};
  const auto& after = rules.at(to);
  if (after.shape == Shape::lower && after.kinds.any(kind::speech) && !after.after_break) {
    return true;
  }
  if (after.mark == ',' && (is_age(rules.at(to + 1)) || is_one_of(rules, to + 1, relative))) {
    return true;
  }
  if (after.mark == '(' && rules.at(to + 2).mark == '-') return true;
  if (from == 0 || rules.at(from).after_break) return false;
  const auto& before = rules.at(from - 1);
  if (before.shape != Shape::lower) return false;
  return before.kinds.any(kind::role) || before.kinds.any(kind::speech);
}

bool employer_context(const RuleText& rules, std::size_t from, std::size_t to) {
  static constexpr std::array<std::string_view, 3> hired{"analyst", "economist", "trader"};
  static constexpr std::array<std::string_view, 2> where{"at", "with"};
  const auto named_behind = [&](std::size_t i) {
    return rules.at(i + 1).named() && !rules.at(i + 1).after_break;
  };
  if (!rules.at(to).after_break && is_one_of(rules, to, hired) && named_behind(to)) return true;
  return from > 1 && !rules.at(from).after_break && !rules.at(from - 1).after_break &&
         is_one_of(rules, from - 1, where) && is_one_of(rules, from - 2, hired);
}

bool place_context(const RuleText& rules, std::size_t from, std::size_t to) {
  constexpr auto wider = kind::state | kind::country | kind::postal;
  if (rules.at(to).mark == ',' && rules.at(to + 1).named() && rules.at(to + 1).kinds.any(wider) &&
      rules.at(to + 2).shape != Shape::possessive) {
    return true;
  }
  static constexpr std::array<std::string_view, 5> where{"in", "near", "outside", "throughout",
                                                         "across"};
  return from > 0 && is_one_of(rules, from - 1, where);
}

}  // namespace ae::indexing
