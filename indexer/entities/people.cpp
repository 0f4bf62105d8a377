// SPDX-License-Identifier: GPL-2.0-or-later
/// See people.hpp.
#include "indexer/entities/people.hpp"

#include <algorithm>

namespace ae::indexing {
namespace {

// A surname shared by more people than this is matched by its full forms only; keeps the work
// linear whatever the text.
constexpr std::size_t most_namesakes = 16;

char initial_of(std::string_view word) { return word.empty() ? '\0' : word.front(); }

}  // namespace

// The last word that is no "Jr."
std::size_t People::surname_of(const NameSpan& name) const {
  auto last = name.to - 1;
  while (last > name.from && tokens_[last].kinds.any(kind::suffix)) --last;
  return last;
}

bool People::is_full(const NameSpan& name) const {
  const auto last = surname_of(name);
  return last > name.from && !tokens_[name.from].kinds.any(kind::particle);
}

People::Person People::read(const NameSpan& name, std::size_t last) const {
  Person person;
  const auto& first = tokens_[name.from];
  person.first = first.key;
  person.initial = initial_of(first.bytes.of(text_));
  person.only_initial = first.shape == Shape::initial;
  person.gender = {first.kinds.bits & (kind::male_name | kind::female_name).bits};
  person.formal = lexicon_.find_shown(first.key).person;
  if (last > name.from + 1) {
    person.middle = tokens_[name.from + 1].key;
    person.middle_initial = initial_of(tokens_[name.from + 1].bytes.of(text_));
  }
  return person;
}

bool People::same(const Person& a, const Person& b) {
  const bool middles_differ =
      a.middle != 0 && b.middle != 0 && a.middle_initial != b.middle_initial;
  if (middles_differ) return false;
  if (a.first == b.first) return true;
  if (!a.formal.empty() && a.formal == b.formal) return true;
  return (a.only_initial || b.only_initial) && a.initial == b.initial;
}

void People::count_form(Person& person, const NameSpan& name) const {
  const auto key = phrase_key(name.words(tokens_));
  auto form = std::find_if(person.forms.begin(), person.forms.end(),
                           [key](const Form& known) { return known.key == key; });
  if (form == person.forms.end()) {
    if (person.forms.size() >= most_namesakes) return;
    const Span bytes{tokens_[name.from].bytes.from, tokens_[name.to - 1].bytes.to};
    form = person.forms.insert(form, {key, bytes, 0});
  }
  ++form->count;
}

void People::remember(std::uint64_t first, std::uint64_t last, std::size_t person) {
  for (auto* shared : {&by_last_[last], &by_first_[first]}) {
    if (shared->people.empty()) shared->current = person;
    const bool room = shared->people.size() < most_namesakes;
    const bool known =
        std::find(shared->people.begin(), shared->people.end(), person) != shared->people.end();
    if (room && !known) shared->people.push_back(person);
  }
}

void People::add_full(const NameSpan& name) {
  const auto last = surname_of(name);
  const auto key = phrase_key(name.words(tokens_));
  if (const auto known = by_full_.find(key); known != by_full_.end()) {
    count_form(people_[known->second], name);
    return;
  }
  auto person = read(name, last);
  auto index = people_.size();
  for (const auto other : by_last_[tokens_[last].key].people) {
    if (!same(people_[other], person)) continue;
    index = other;
    if (people_[other].middle == 0) {
      people_[other].middle = person.middle;
      people_[other].middle_initial = person.middle_initial;
    }
    break;
  }
  remember(person.first, tokens_[last].key, index);
  if (index == people_.size()) people_.push_back(std::move(person));
  by_full_.emplace(key, index);
  count_form(people_[index], name);
}

// Mr. and Mrs. tell namesakes apart where the first names do.
std::optional<std::size_t> People::pick(Shared& shared, const NameSpan& name) {
  if (shared.people.empty()) return std::nullopt;
  if (!name.titled || name.from == 0 || shared.people.size() == 1) return shared.current;
  const auto honorific = tokens_[name.from - 1].bytes.of(text_);
  const bool man = honorific == "Mr." || honorific == "Mr";
  const bool woman = honorific == "Mrs." || honorific == "Ms." || honorific == "Mrs";
  if (!man && !woman) return shared.current;
  const auto wanted = man ? kind::male_name : kind::female_name;
  const auto fits = [&](std::size_t person) { return people_[person].gender.any(wanted); };
  if (fits(shared.current)) return shared.current;
  const auto found = std::find_if(shared.people.begin(), shared.people.end(), fits);
  return found == shared.people.end() ? shared.current : *found;
}

std::optional<std::size_t> People::find(const NameSpan& name) {
  if (const auto full = by_full_.find(phrase_key(name.words(tokens_))); full != by_full_.end()) {
    const auto last = tokens_[surname_of(name)].key;
    by_last_[last].current = full->second;
    by_first_[people_[full->second].first].current = full->second;
    return full->second;
  }
  const auto last = surname_of(name);
  const bool lone = last == name.from || tokens_[name.from].kinds.any(kind::particle);
  if (!lone) return std::nullopt;
  if (auto found = by_last_.find(tokens_[last].key); found != by_last_.end()) {
    if (const auto person = pick(found->second, name)) {
      found->second.current = *person;
      return person;
    }
  }
  const auto first = by_first_.find(tokens_[name.from].key);
  if (first == by_first_.end() || first->second.people.empty()) return std::nullopt;
  return first->second.current;
}

std::string People::display(std::size_t person) const {
  const auto& forms = people_[person].forms;
  const auto best = std::max_element(forms.begin(), forms.end(), [](const Form& a, const Form& b) {
    return a.count != b.count ? a.count < b.count : a.bytes.size() < b.bytes.size();
  });
  return std::string(best->bytes.of(text_));
}

}  // namespace ae::indexing
