// SPDX-License-Identifier: GPL-2.0-or-later
/// Reads the project's lists once into a hash table.
#include "indexer/entities/lexicon.hpp"

#include "indexer/entities/model.hpp"

#include <array>
#include <cassert>
#include <utility>

namespace ae::indexing {
namespace {

// A list is lines: "[kind]" says what the lines after it are, "shown|other form|..." is one name.
constexpr std::array<std::string_view, 4> lists{
#include "indexer/entities/lists/places.inc"
    ,
#include "indexer/entities/lists/orgs.inc"
    ,
#include "indexer/entities/lists/people.inc"
    ,
#include "indexer/entities/lists/words.inc"
};

constexpr std::array kind_names{
    std::pair{std::string_view{"male_name"}, kind::male_name},
    std::pair{std::string_view{"female_name"}, kind::female_name},
    std::pair{std::string_view{"first_name"}, kind::first_name},
    std::pair{std::string_view{"surname"}, kind::surname},
    std::pair{std::string_view{"known_person"}, kind::known_person},
    std::pair{std::string_view{"nickname"}, kind::nickname},
    std::pair{std::string_view{"honorific"}, kind::honorific},
    std::pair{std::string_view{"title"}, kind::title},
    std::pair{std::string_view{"role"}, kind::role},
    std::pair{std::string_view{"speech"}, kind::speech},
    std::pair{std::string_view{"particle"}, kind::particle},
    std::pair{std::string_view{"suffix"}, kind::suffix},
    std::pair{std::string_view{"country"}, kind::country},
    std::pair{std::string_view{"state"}, kind::state},
    std::pair{std::string_view{"postal"}, kind::postal},
    std::pair{std::string_view{"region"}, kind::region},
    std::pair{std::string_view{"city"}, kind::city},
    std::pair{std::string_view{"place_head"}, kind::place_head},
    std::pair{std::string_view{"place_front"}, kind::place_front},
    std::pair{std::string_view{"org"}, kind::org},
    std::pair{std::string_view{"us_chamber"}, kind::us_chamber},
    std::pair{std::string_view{"org_head"}, kind::org_head},
    std::pair{std::string_view{"org_tail"}, kind::org_tail},
    std::pair{std::string_view{"of_head"}, kind::of_head},
    std::pair{std::string_view{"demonym"}, kind::demonym},
    std::pair{std::string_view{"never"}, kind::never},
    std::pair{std::string_view{"stop"}, kind::stop},
    std::pair{std::string_view{"common"}, kind::common},
};

Kinds kind_named(std::string_view name) {
  for (const auto& [known, kinds] : kind_names) {
    if (known == name) return kinds;
  }
  assert(false && "a list names a kind that does not exist");
  return {};
}

std::string_view take_until(std::string_view& rest, char end) {
  const auto at = rest.find(end);
  const auto head = rest.substr(0, at);
  rest.remove_prefix(at == std::string_view::npos ? rest.size() : at + 1);
  return head;
}

}  // namespace

Lexicon::Lexicon(WordTable words) : words_(words), slots_(1U << 12U) {
  entries_.reserve(1U << 11U);
  for (const auto list : lists) add_list(list);
}

void Lexicon::add_list(std::string_view list) {
  Kinds kinds;
  while (!list.empty()) {
    auto line = take_until(list, '\n');
    if (line.empty()) continue;
    if (line.front() == '[') {
      kinds = kind_named(line.substr(1, line.size() - 2));
      continue;
    }
    const auto shown = line.substr(0, line.find('|'));
    while (!line.empty()) add_form(take_until(line, '|'), shown, kinds);
  }
}

// Every beginning of a phrase gets an entry too, so that a lookup knows whether to read on.
void Lexicon::add_form(std::string_view form, std::string_view shown, Kinds kinds) {
  const auto tokens = split_tokens(form, {});
  if (tokens.empty()) return;
  auto key = tokens.front().key;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    entry_for(key).kinds |= kind::prefix;
    key = join_keys(key, tokens[i].key);
  }
  auto& entry = entry_for(key);
  entry.kinds |= kinds;
  const auto keep_first = [shown](std::string_view& name) {
    if (name.empty()) name = shown;
  };
  if (kinds.any(kind::place | kind::postal)) keep_first(entry.place);
  if (kinds.any(kind::any_org)) keep_first(entry.org);
  if (kinds.any(kind::known_person | kind::nickname)) keep_first(entry.person);
}

Entry& Lexicon::entry_for(std::uint64_t key) {
  if (2 * (entries_.size() + 1) > slots_.size()) grow();
  const auto mask = slots_.size() - 1;
  auto at = static_cast<std::size_t>(key) & mask;
  while (slots_[at].entry != 0 && slots_[at].key != key) at = (at + 1) & mask;
  if (slots_[at].entry == 0) {
    entries_.emplace_back();
    slots_[at] = {key, static_cast<std::uint32_t>(entries_.size())};
  }
  return entries_[slots_[at].entry - 1];
}

void Lexicon::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const auto mask = slots_.size() - 1;
  for (const auto& slot : old) {
    if (slot.entry == 0) continue;
    auto at = static_cast<std::size_t>(slot.key) & mask;
    while (slots_[at].entry != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

const Entry* Lexicon::listed(std::uint64_t key) const noexcept {
  const auto mask = slots_.size() - 1;
  for (auto at = static_cast<std::size_t>(key) & mask; slots_[at].entry != 0;
       at = (at + 1) & mask) {
    if (slots_[at].key == key) return &entries_[slots_[at].entry - 1];
  }
  return nullptr;
}

Entry Lexicon::find(std::uint64_t key) const noexcept {
  Entry found;
  if (const auto* entry = listed(key)) found = *entry;
  found.kinds |= words_.find(key).kinds;
  return found;
}

WordFacts Lexicon::facts(std::uint64_t key) const noexcept {
  auto facts = words_.find(key);
  if (const auto* entry = listed(key)) facts.kinds |= entry->kinds;
  return facts;
}

Entry Lexicon::find(std::span<const Token> words) const noexcept {
  const auto& first = words.front();
  if (words.size() > 1 || first.word == 0) return find(phrase_key(words));
  Entry found;
  if (const auto* entry = listed(first.key)) found = *entry;
  found.kinds = first.kinds;
  return found;
}

Entry Lexicon::find_shown(std::uint64_t key) const noexcept {
  return listed(key) == nullptr ? Entry{} : find(key);
}

Phrase Lexicon::longest(std::span<const Token> tokens, std::size_t at, std::size_t end,
                        Kinds wanted) const noexcept {
  const auto& first = tokens[at];
  const bool known = first.word != 0;
  if (known && !first.kinds.any(wanted | kind::prefix)) return {};  // nearly always
  Entry entry = known ? Entry{.kinds = first.kinds} : find(first.key);
  Phrase best{.size = entry.kinds.any(wanted) ? std::size_t{1} : 0, .entry = entry};
  auto key = first.key;
  for (auto next = at + 1;; ++next) {
    if (!entry.kinds.any(kind::prefix) || next >= end || tokens[next].after_break) break;
    key = join_keys(key, tokens[next].key);
    entry = find(key);
    if (entry.kinds.any(wanted)) best = {next + 1 - at, entry};
  }
  if (best.size == 1 && known) best.entry = find(tokens.subspan(at, 1));
  if (best.size == 0) return {};
  return best;
}

const Lexicon& lexicon() {
  static const Lexicon built(built_in_model().words);
  return built;
}

}  // namespace ae::indexing
