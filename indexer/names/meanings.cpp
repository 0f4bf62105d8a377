// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/names/meanings.hpp"

#include "indexer/names/name_key.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

constexpr std::uint8_t person = 0;
constexpr std::uint8_t org = 1;
constexpr std::uint8_t outlet = 3;

constexpr std::uint32_t least_votes = 3;  ///< articles behind a majority
constexpr std::uint32_t least_lead = 2;   ///< times the second type
constexpr double least_share = 0.8;       ///< of a surname's articles, for one full name
constexpr auto by_user = std::numeric_limits<std::uint32_t>::max();

constexpr std::array<std::string_view, 4> type_words{"a person", "an organisation", "a place",
                                                     "an outlet"};

/// Not what is written so: NATO, the UAE.
bool is_shouted(std::string_view name, std::uint8_t type) {
  const bool acronym = name.find(' ') == name.npos && (type == org || name.size() < 5);
  return !acronym && std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Names of one type and key.
struct Group {
  std::uint8_t type = 0;
  std::string key;
  std::uint32_t articles = 0;
  std::map<std::string, std::uint32_t> forms;  ///< as written -> articles, or by_user
  PersonName person;                           ///< the key in its parts
  std::size_t same_as = 0;                     ///< another group; itself where it stands alone
  std::string why;                             ///< it is the same as the other
};

/// Of names of one type and key.
std::string typed(std::uint8_t type, std::string_view key) {
  return static_cast<char>('0' + type) + std::string(key);
}

class Settling {
 public:
  Settling(std::span<const NameCount> names, const Aliases& aliases) {
    for (const NameCount& each : names) add(each, aliases);
  }

  void go() {
    settle_types();
    join_short_forms();
    join_short_firms();
    join_people();
  }

  [[nodiscard]] std::map<store::TypedName, store::Meaning> meanings() const {
    std::map<store::TypedName, store::Meaning> out;
    for (const auto& [name, own] : names_) {
      store::Meaning meaning = meaning_of(name, own);
      if (meaning.is != name) out.emplace_hint(out.end(), name, std::move(meaning));
    }
    return out;
  }

  [[nodiscard]] std::map<std::string, std::string> open_surnames() const;
  [[nodiscard]] std::multimap<std::string, std::string> short_names() const;

 private:
  struct Own {
    std::size_t group = hidden;
    std::string why;  ///< where the user says so
  };
  static constexpr auto hidden = std::numeric_limits<std::size_t>::max();
  using Bearers = std::map<std::string, std::vector<std::size_t>>;

  void add(const NameCount& each, const Aliases& aliases);
  std::size_t group_of(std::uint8_t type, const std::string& name);
  [[nodiscard]] std::size_t root(std::size_t group) const;
  void join(std::size_t from, std::size_t to, std::string why);
  [[nodiscard]] const std::string& shown(std::size_t root) const;
  [[nodiscard]] store::Meaning meaning_of(const store::TypedName& name, const Own& own) const;

  void settle_types();
  void join_short_forms();
  void join_short_firms();
  void join_people();
  [[nodiscard]] Bearers bearers() const;
  void join_forms(const std::vector<std::size_t>& people);
  void join_surname(const std::string& surname, const std::vector<std::size_t>& people);

  std::map<store::TypedName, Own> names_;
  std::vector<Group> groups_;
  std::unordered_map<std::string, std::size_t> by_key_;  // as typed() has it
};

void Settling::add(const NameCount& each, const Aliases& aliases) {
  const Alias* alias = aliases.find(each.name);
  Own& own = names_.try_emplace(names_.end(), each.name)->second;  // they mostly come in order
  if (alias != nullptr) own.why = fmt::format("aliases, line {}", alias->line);
  if (alias != nullptr && alias->name.empty()) return;
  const std::string& name = alias != nullptr ? alias->name : each.name.name;
  own.group =
      group_of(alias != nullptr ? alias->type.value_or(each.name.type) : each.name.type, name);
  Group& group = groups_[own.group];
  group.articles += each.articles;
  if (alias != nullptr)
    group.forms[name] = by_user;
  else if (auto& articles = group.forms[name]; articles != by_user)
    articles += each.articles;
}

std::size_t Settling::group_of(std::uint8_t type, const std::string& name) {
  std::string key = type == outlet ? name : name_key(name, type);
  if (key.empty()) key = name;
  const auto [at, added] = by_key_.try_emplace(typed(type, key), groups_.size());
  if (!added) return at->second;
  Group& group = groups_.emplace_back();
  group.type = type;
  if (type == person) group.person = read_person(key);
  group.key = std::move(key);
  group.same_as = at->second;
  return at->second;
}

std::size_t Settling::root(std::size_t group) const {
  while (groups_[group].same_as != group) group = groups_[group].same_as;
  return group;
}

void Settling::join(std::size_t from, std::size_t to, std::string why) {
  from = root(from);
  to = root(to);
  if (from == to) return;
  groups_[from].same_as = to;
  groups_[from].why = std::move(why);
  groups_[to].articles += groups_[from].articles;
}

/// As most articles write it; all in capitals only where nobody writes it otherwise.
const std::string& Settling::shown(std::size_t root) const {
  const std::uint8_t type = groups_[root].type;
  const auto& forms = groups_[root].forms;
  const auto rank = [&](const auto& form) {
    return std::tuple(form.second == by_user, !is_shouted(form.first, type), form.second);
  };
  return std::ranges::max_element(forms, {}, rank)->first;
}

store::Meaning Settling::meaning_of(const store::TypedName& name, const Own& own) const {
  if (own.group == hidden) return {.is = {}, .why = own.why};
  const std::size_t to = root(own.group);
  store::Meaning meaning{.is = {groups_[to].type, shown(to)}, .why = own.why};
  if (!meaning.why.empty()) return meaning;
  if (to != own.group)
    meaning.why = groups_[own.group].why;
  else
    meaning.why = is_shouted(name.name, name.type) ? "the same, not all in capitals"
                                                   : "most articles write it so";
  return meaning;
}

/// A name that articles take for different things is what most of them take it for.
void Settling::settle_types() {
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_key;
  for (std::size_t i = 0; i < groups_.size(); ++i)
    if (groups_[i].type != outlet) by_key[groups_[i].key].push_back(i);
  for (auto& [key, same] : by_key) {
    if (same.size() < 2) continue;
    std::ranges::stable_sort(same, std::greater{},
                             [this](std::size_t i) { return groups_[i].articles; });
    const Group& most = groups_[same[0]];
    const auto second = std::uint64_t{groups_[same[1]].articles};
    if (most.articles < least_votes || most.articles < least_lead * second) continue;
    for (std::size_t i = 1; i < same.size(); ++i)
      join(same[i], same[0], fmt::format("most articles take it for {}", type_words[most.type]));
  }
}

/// "U.S. Senate" is the Senate where articles name that too: called as more of them call it.
void Settling::join_short_forms() {
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const Group& group = groups_[i];
    if (group.type != org || !group.key.starts_with("us ")) continue;
    const auto other = by_key_.find(typed(org, std::string_view(group.key).substr(3)));
    if (other == by_key_.end()) continue;
    if (groups_[root(other->second)].articles >= group.articles)
      join(i, other->second, "the same without \"U.S.\"");
    else
      join(other->second, i, "the same with \"U.S.\"");
  }
}

/// "Ford" among people is Ford Motor where articles name that far more often than all people who
/// are called so.
void Settling::join_short_firms() {
  std::unordered_map<std::string_view, std::size_t> firms;  // first of two words -> group
  std::unordered_map<std::string_view, std::uint64_t> people;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const Group& group = groups_[i];
    const std::string_view key = group.key;
    if (root(i) != i) continue;
    if (group.type == person) people[group.person.last] += group.articles;
    const auto space = key.find(' ');
    if (group.type != org || space == key.npos || key.find(' ', space + 1) != key.npos) continue;
    const auto [at, added] = firms.try_emplace(key.substr(0, space), i);
    if (!added && groups_[at->second].articles < group.articles) at->second = i;
  }
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const auto firm = firms.find(groups_[i].key);
    if (groups_[i].type != person || root(i) != i || firm == firms.end()) continue;
    const std::uint32_t articles = groups_[firm->second].articles;
    if (articles < least_votes || articles < least_lead * people[groups_[i].key]) continue;
    join(i, firm->second,
         fmt::format("{} articles name the organisation, {} people of that name", articles,
                     people[groups_[i].key]));
  }
}

Settling::Bearers Settling::bearers() const {
  Bearers bearers;
  for (std::size_t i = 0; i < groups_.size(); ++i)
    if (root(i) == i && groups_[i].person.is_full()) bearers[groups_[i].person.last].push_back(i);
  return bearers;
}

void Settling::join_people() {
  for (const auto& [surname, people] : bearers()) join_forms(people);
  for (const auto& [surname, people] : bearers()) join_surname(surname, people);
}

/// Joins "Stephen K. Bannon" and "Steve Bannon", unless two middle initials say that they are two.
/// A middle name in full never joins: too many families repeat their names.
void Settling::join_forms(const std::vector<std::size_t>& people) {
  std::map<std::string, std::vector<std::size_t>> by_first;
  std::map<std::string, std::set<std::string>> initials;
  for (const std::size_t i : people) {
    const PersonName& name = groups_[i].person;
    if (name.middle.size() > 1) continue;
    by_first[name.first].push_back(i);
    if (!name.middle.empty()) initials[name.first].insert(name.middle);
  }
  for (const auto& [first, same] : by_first) {
    if (same.size() < 2 || initials[first].size() > 1) continue;
    const auto most =
        *std::ranges::max_element(same, {}, [this](std::size_t i) { return groups_[i].articles; });
    for (const std::size_t i : same)
      if (i != most) join(i, most, "another form of the name");
  }
}

void Settling::join_surname(const std::string& surname, const std::vector<std::size_t>& people) {
  const auto lone = by_key_.find(typed(person, surname));
  if (lone == by_key_.end() || root(lone->second) != lone->second) return;
  std::uint64_t all = 0;
  for (const std::size_t i : people) all += groups_[i].articles;
  const auto most =
      *std::ranges::max_element(people, {}, [this](std::size_t i) { return groups_[i].articles; });
  const std::uint32_t articles = groups_[most].articles;
  if (articles < least_votes || articles < least_share * static_cast<double>(all)) return;
  join(lone->second, most,
       fmt::format("{} of the {} articles with a full name of that surname mean this one", articles,
                   all));
}

std::map<std::string, std::string> Settling::open_surnames() const {
  std::map<std::string, std::string> open;
  for (const auto& [surname, people] : bearers()) {
    const auto lone = by_key_.find(typed(person, surname));
    if (people.size() != 1 || lone == by_key_.end() || root(lone->second) != lone->second) continue;
    open.emplace(shown(lone->second), shown(people.front()));
  }
  return open;
}

std::multimap<std::string, std::string> Settling::short_names() const {
  std::multimap<std::string, std::string> names;
  for (const auto& [surname, people] : bearers())
    for (const std::size_t i : people) {
      const PersonName& name = groups_[i].person;
      const std::string& key = groups_[i].key;
      if (name.middle.size() > 1) continue;
      names.emplace(shown(i), name.first + ' ' + name.last);
      names.emplace(shown(i), key.substr(0, key.find(' ')) + ' ' + name.last);
    }
  return names;
}

}  // namespace

Settled settle(std::span<const NameCount> names, const Aliases& aliases) {
  Settling settling(names, aliases);
  settling.go();
  return {.meanings = settling.meanings(),
          .open_surnames = settling.open_surnames(),
          .short_names = settling.short_names()};
}

}  // namespace ae::indexing
