// SPDX-License-Identifier: GPL-2.0-or-later
/// See resolver.hpp.
#include "indexer/entities/resolver.hpp"

#include "indexer/entities/people.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

namespace ae::indexing {
namespace {

// U.S. evidence wanted before a bare "Senate" is the U.S. Senate.
constexpr std::size_t enough_us_evidence = 2;

class Resolver {
 public:
  Resolver(std::string_view text, std::span<const Token> tokens, std::vector<NameSpan> names,
           const Lexicon& lexicon)
      : text_(text),
        tokens_(tokens),
        names_(std::move(names)),
        lexicon_(lexicon),
        people_(text, tokens, lexicon) {}

  std::vector<Mention> run() {
    for (auto& name : names_) strip(name);
    for (const auto& name : names_) register_name(name);
    in_us_ = has_us_context();
    std::vector<Mention> mentions;
    mentions.reserve(names_.size());
    for (const auto& name : names_) {
      if (name.from < name.to) resolve(name, mentions);
    }
    return mentions;
  }

 private:
  // Whatever tagger found it: titles before a person's name, an article and a possessive around
  // any are no part of it.
  void strip(NameSpan& name) const {
    while (name.to > name.from + 1 && tokens_[name.to - 1].shape == Shape::possessive &&
           !lexicon_.find(key_of(name))) {
      --name.to;
    }
    if (name.type != EntityType::person) return;
    while (name.from + 1 < name.to && !is_listed_person(name) && is_title(tokens_[name.from])) {
      ++name.from;
      name.titled = true;
    }
  }

  static bool is_title(const Token& token) {
    return token.kinds.any(kind::title | kind::honorific) && !token.kinds.any(kind::given);
  }

  [[nodiscard]] bool is_listed_person(const NameSpan& name) const {
    const auto* entry = lexicon_.find(key_of(name));
    return entry != nullptr && entry->kinds.any(kind::known_person);
  }

  void register_name(const NameSpan& name) {
    if (name.from >= name.to || !name.type) return;
    if (*name.type == EntityType::person && people_.is_full(name)) people_.add_full(name);
    if (*name.type == EntityType::org && name.to - name.from > 1) register_org(name);
  }

  // Its initials, and its first word, may stand for an organisation later (or before).
  void register_org(const NameSpan& name) {
    std::string initials;
    for (auto i = name.from; i < name.to && initials.size() < 12; ++i) {
      if (tokens_[i].named()) initials += tokens_[i].bytes.of(text_).front();
    }
    if (initials.size() >= 2) by_acronym_.emplace(word_key(initials), org_name(name));
    const auto& first = tokens_[name.from];
    const auto& last = tokens_[name.to - 1];
    constexpr auto plain = kind::place | kind::demonym | kind::common | kind::given | kind::title;
    const bool firm = last.kinds.any(kind::org_tail) || last.kinds.any(kind::org_head);
    if (firm && !first.kinds.any(plain)) by_first_word_.emplace(first.key, org_name(name));
  }

  [[nodiscard]] bool has_us_context() const {
    std::size_t evidence = 0;
    for (const auto& token : tokens_) {
      if (!token.named()) continue;
      if (token.kinds.any(kind::state)) ++evidence;
      const auto* entry = token.kinds.any(kind::country | kind::region | kind::org | kind::demonym)
                              ? lexicon_.find(token.key)
                              : nullptr;
      if (entry == nullptr) continue;
      const bool us = (entry->place == "United States" && token.shape == Shape::caps) ||
                      entry->org == "Republican Party";
      evidence += us ? 2U : 0U;
      if (token.kinds.any(kind::demonym) && is_us_party(token)) ++evidence;
      if (evidence >= enough_us_evidence) return true;
    }
    return false;
  }

  [[nodiscard]] bool is_us_party(const Token& token) const {
    const auto word = token.bytes.of(text_);
    return word.substr(0, 10) == "Republican" || word.substr(0, 8) == "Democrat";
  }

  void resolve(const NameSpan& name, std::vector<Mention>& mentions) {
    Mention mention{.bytes = bytes_of(name),
                    .type = name.type.value_or(EntityType::person),
                    .canonical = {},
                    .confidence = name.confidence,
                    .rule = std::string(name.rule)};
    if (!name.type) {
      resolve_untyped(name, mention);
    } else if (*name.type == EntityType::person || lone_surname(name)) {
      mention.type = EntityType::person;
      mention.canonical = person_name(name);
    } else if (*name.type == EntityType::org) {
      mention.canonical = org_name(name);
    } else {
      mention.canonical = place_name(name);
    }
    if (!mention.canonical.empty()) mentions.push_back(std::move(mention));
  }

  // A place or organisation of one word that is the surname of somebody in the article, unless
  // the list is sure of it.
  [[nodiscard]] bool lone_surname(const NameSpan& name) const {
    if (name.to - name.from != 1 ||
        tokens_[name.from].kinds.any(kind::sure_place | kind::any_org)) {
      return false;
    }
    if (name.rule == "list" && name.confidence > 0.9) return false;
    return people_.has_surname(tokens_[name.from].key);
  }

  void resolve_untyped(const NameSpan& name, Mention& mention) {
    if (const auto person = people_.find(name)) {
      mention.type = EntityType::person;
      mention.canonical = shown(people_.display(*person));
      mention.rule = "name chain";
      mention.confidence = 0.8;
      return;
    }
    if (name.to - name.from != 1) return;
    const auto& token = tokens_[name.from];
    const auto& names = token.shape == Shape::caps ? by_acronym_ : by_first_word_;
    if (const auto org = names.find(token.key); org != names.end()) {
      mention.type = EntityType::org;
      mention.canonical = org->second;
      mention.rule = token.shape == Shape::caps ? "acronym" : "short form";
      mention.confidence = 0.7;
    }
  }

  std::string person_name(const NameSpan& name) {
    const auto* entry = lexicon_.find(key_of(name));
    const bool known = entry != nullptr && entry->kinds.any(kind::known_person);
    const auto person = people_.find(name);
    if (known && (!person || name.to - name.from > 1)) return std::string(entry->person);
    return shown(person ? people_.display(*person) : std::string(bytes_of(name).of(text_)));
  }

  // The list's name for it, or its own words with white space made plain.
  std::string shown(const std::string& form) const {
    auto plain = tidy(form);
    const auto tokens = split_tokens(plain, {});
    if (tokens.empty()) return plain;
    const auto phrase = lexicon_.longest(tokens, 0, tokens.size(), kind::known_person);
    return phrase.size == tokens.size() ? std::string(phrase.entry->person) : plain;
  }

  std::string org_name(const NameSpan& name) const {
    const auto* entry = lexicon_.find(key_of(name));
    if (entry != nullptr && !entry->org.empty()) {
      const bool chamber = entry->kinds.any(kind::us_chamber) && !entry->kinds.any(kind::org);
      return chamber && !in_us_ ? tidy(bytes_of(name).of(text_)) : std::string(entry->org);
    }
    if (name.to - name.from == 1) {
      if (const auto org = by_acronym_.find(tokens_[name.from].key);
          org != by_acronym_.end() && tokens_[name.from].shape == Shape::caps) {
        return org->second;
      }
    }
    return tidy(bytes_of(name).of(text_));
  }

  std::string place_name(const NameSpan& name) const {
    const auto* entry = lexicon_.find(key_of(name));
    if (entry != nullptr && !entry->place.empty()) return std::string(entry->place);
    return tidy(bytes_of(name).of(text_));
  }

  // One space for any white space; names all in capitals as other names.
  static std::string tidy(std::string_view form) {
    std::string plain;
    for (const char c : form) {
      const bool space = c == ' ' || (c >= 9 && c <= 13);
      if (!space) {
        plain += c;
      } else if (!plain.empty() && plain.back() != ' ') {
        plain += ' ';
      }
    }
    return plain;
  }

  [[nodiscard]] Span bytes_of(const NameSpan& name) const {
    return {tokens_[name.from].bytes.from, tokens_[name.to - 1].bytes.to};
  }

  [[nodiscard]] std::uint64_t key_of(const NameSpan& name) const {
    auto key = tokens_[name.from].key;
    for (auto i = name.from + 1; i < name.to; ++i) key = join_keys(key, tokens_[i].key);
    return key;
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::vector<NameSpan> names_;
  const Lexicon& lexicon_;
  People people_;
  std::unordered_map<std::uint64_t, std::string> by_acronym_;
  std::unordered_map<std::uint64_t, std::string> by_first_word_;
  bool in_us_ = false;
};

}  // namespace

std::vector<Mention> resolve_names(std::string_view text, std::span<const Token> tokens,
                                   std::vector<NameSpan> names, const Lexicon& lexicon) {
  return Resolver(text, tokens, std::move(names), lexicon).run();
}

}  // namespace ae::indexing
