// SPDX-License-Identifier: GPL-2.0-or-later
/// See resolver.hpp.
#include "indexer/entities/resolver.hpp"

#include "indexer/entities/organisations.hpp"
#include "indexer/entities/people.hpp"
#include "indexer/entities/shown_name.hpp"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>

namespace ae::indexing {
namespace {

class Resolver {
 public:
  Resolver(std::string_view text, std::span<const Token> tokens, std::vector<NameSpan> names,
           const Lexicon& lexicon)
      : text_(text),
        tokens_(tokens),
        names_(std::move(names)),
        lexicon_(lexicon),
        people_(text, tokens, lexicon),
        orgs_(text, tokens, lexicon) {}

  std::vector<Mention> run() {
    std::erase_if(names_, [this](const NameSpan& name) { return is_handle(name); });
    for (const auto& name : names_) register_name(name);
    std::vector<Mention> mentions;
    mentions.reserve(names_.size());
    for (const auto& name : names_) resolve(name, mentions);
    return mentions;
  }

 private:
  // "@example" names an account, and nobody by name.
  [[nodiscard]] bool is_handle(const NameSpan& name) const {
    return name.from > 0 && tokens_[name.from - 1].mark == '@' &&
           tokens_[name.from - 1].bytes.to == tokens_[name.from].bytes.from;
  }

  void register_name(const NameSpan& name) {
    if (!name.type) return;
    const bool speaks = name.to < tokens_.size() && tokens_[name.to].shape == Shape::lower &&
                        tokens_[name.to].kinds.any(kind::speech);
    if (speaks && name.size() == 1) speakers_.insert(tokens_[name.from].key);
    if (*name.type == EntityType::person && people_.is_full(name)) people_.add_full(name);
    if (*name.type == EntityType::org && name.size() > 1) orgs_.add_long(name);
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
      resolve_person(name, mention);
    } else if (*name.type == EntityType::org) {
      mention.canonical = orgs_.display(name);
    } else {
      mention.canonical = place_name(name);
    }
    if (!mention.canonical.empty()) mentions.push_back(std::move(mention));
  }

  // A place or organisation of one word that is the surname of somebody in the article, unless
  // the list is sure of it.
  [[nodiscard]] bool lone_surname(const NameSpan& name) const {
    if (name.size() != 1 || tokens_[name.from].kinds.any(kind::sure_place | kind::any_org)) {
      return false;
    }
    if (name.rule == "list" && name.confidence > 0.9) return false;
    return people_.has_surname(tokens_[name.from].key);
  }

  // A lone word may be short for a firm ("Ford said"); a first name alone is nobody, but who
  // speaks is called by a surname ("Shelby said").
  void resolve_person(const NameSpan& name, Mention& mention) {
    mention.type = EntityType::person;
    const auto& token = tokens_[name.from];
    const bool lone = name.size() == 1 && !name.titled && !token.kinds.any(kind::known_person);
    if (lone && !people_.has_surname(token.key)) {
      if (const auto org = orgs_.by_first_word(token); !org.empty()) {
        return resolve_short(org, "short form", mention);
      }
      const bool first_name = token.kinds.any(kind::given) && !token.kinds.any(kind::surname);
      if (first_name && !speakers_.contains(token.key)) {
        return resolve_untyped(name, mention);
      }
    }
    mention.canonical = person_name(name);
  }

  void resolve_untyped(const NameSpan& name, Mention& mention) {
    if (const auto person = people_.find(name)) {
      mention.type = EntityType::person;
      mention.canonical = shown(people_.display(*person));
      mention.rule = "name chain";
      mention.confidence = 0.8;
      return;
    }
    if (name.size() != 1) return;
    const auto& token = tokens_[name.from];
    const bool caps = token.shape == Shape::caps;
    const auto org = caps ? orgs_.by_acronym(token) : orgs_.by_first_word(token);
    if (!org.empty()) resolve_short(org, caps ? "acronym" : "short form", mention);
  }

  static void resolve_short(std::string_view org, std::string_view rule, Mention& mention) {
    mention.type = EntityType::org;
    mention.canonical = org;
    mention.rule = rule;
    mention.confidence = 0.7;
  }

  std::string person_name(const NameSpan& name) {
    const auto entry = lexicon_.find(name.words(tokens_));
    const bool known = entry.kinds.any(kind::known_person);
    const auto person = people_.find(name);
    if (known && (!person || name.size() > 1)) return std::string(entry.person);
    return shown(person ? people_.display(*person) : std::string(bytes_of(name).of(text_)));
  }

  // The list's name for it, or its own words with white space made plain and not all in capitals.
  std::string shown(const std::string& form) const {
    auto plain = tidy(form);
    const auto tokens = split_tokens(plain, {});
    if (tokens.empty()) return plain;
    const auto phrase = lexicon_.longest(tokens, 0, tokens.size(), kind::known_person);
    if (phrase.size == tokens.size()) return std::string(phrase.entry.person);
    return without_shouting(std::move(plain));
  }

  std::string place_name(const NameSpan& name) const {
    const auto entry = lexicon_.find(name.words(tokens_));
    if (!entry.place.empty()) return std::string(entry.place);
    auto plain = tidy(bytes_of(name).of(text_));
    const bool shouted = entry.kinds.any(kind::city | kind::town) && plain.size() > 3;
    return shouted ? without_shouting(std::move(plain)) : plain;
  }

  [[nodiscard]] Span bytes_of(const NameSpan& name) const {
    return {tokens_[name.from].bytes.from, tokens_[name.to - 1].bytes.to};
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::vector<NameSpan> names_;
  const Lexicon& lexicon_;
  People people_;
  Organisations orgs_;
  std::unordered_set<std::uint64_t> speakers_;  ///< lone words that speak
};

}  // namespace

std::vector<Mention> resolve_names(std::string_view text, std::span<const Token> tokens,
                                   std::vector<NameSpan> names, const Lexicon& lexicon) {
  return Resolver(text, tokens, std::move(names), lexicon).run();
}

}  // namespace ae::indexing
