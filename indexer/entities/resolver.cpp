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
    std::erase_if(names_, [this](const NameSpan& name) { return is_handle(name); });
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
  // "@example" names an account, and nobody by name.
  [[nodiscard]] bool is_handle(const NameSpan& name) const {
    return name.from > 0 && tokens_[name.from - 1].mark == '@' &&
           tokens_[name.from - 1].bytes.to == tokens_[name.from].bytes.from;
  }

  // Whatever tagger found it: titles before a person's name, an article and a possessive around
  // any are no part of it.
  void strip(NameSpan& name) const {
    while (name.to > name.from + 1 && tokens_[name.to - 1].shape == Shape::possessive &&
           lexicon_.find(key_of(name)).kinds.empty()) {
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
    return lexicon_.find(key_of(name)).kinds.any(kind::known_person);
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
    constexpr auto plain = kind::place | kind::demonym | kind::common | kind::title;
    const bool firm = last.kinds.any(kind::org_tail | kind::org_head) ||
                      lexicon_.find(key_of(name)).kinds.any(kind::org);
    if (firm && !first.kinds.any(plain)) by_first_word_.emplace(first.key, org_name(name));
  }

  [[nodiscard]] bool has_us_context() const {
    std::size_t evidence = 0;
    for (std::size_t i = 0; i < tokens_.size() && evidence < enough_us_evidence; ++i) {
      if (tokens_[i].named()) evidence += us_evidence(i);
    }
    return evidence >= enough_us_evidence;
  }

  // A state or a party says less than the country itself.
  [[nodiscard]] std::size_t us_evidence(std::size_t i) const {
    const auto& token = tokens_[i];
    if (token.kinds.any(kind::state) || (token.kinds.any(kind::demonym) && is_us_party(token))) {
      return 1;
    }
    const auto phrase = lexicon_.longest(tokens_, i, tokens_.size(), kind::country | kind::org);
    if (phrase.size == 0) return 0;
    const bool country =
        phrase.entry.place == "United States" && (phrase.size > 1 || token.shape == Shape::caps);
    return country || phrase.entry.org == "Republican Party" ? 2 : 0;
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
      resolve_person(name, mention);
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

  // A lone word may be short for a firm ("Ford said"); a first name alone is nobody.
  void resolve_person(const NameSpan& name, Mention& mention) {
    mention.type = EntityType::person;
    const auto& token = tokens_[name.from];
    const bool lone =
        name.to - name.from == 1 && !name.titled && !token.kinds.any(kind::known_person);
    if (lone && !people_.has_surname(token.key)) {
      if (const auto org = by_first_word_.find(token.key); org != by_first_word_.end()) {
        mention.type = EntityType::org;
        mention.canonical = org->second;
        mention.rule = "short form";
        return;
      }
      if (token.kinds.any(kind::given) && !token.kinds.any(kind::surname)) {
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
    const auto entry = lexicon_.find(key_of(name));
    const bool known = entry.kinds.any(kind::known_person);
    const auto person = people_.find(name);
    if (known && (!person || name.to - name.from > 1)) return std::string(entry.person);
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

  // By the list, where need be without the country before it and "Inc." behind; else by an
  // acronym's long form; else as written, "Inc." left out.
  std::string org_name(NameSpan name) const {
    if (const auto entry = listed_org(name); !entry.org.empty()) return listed_name(entry, name);
    if (name.to - name.from == 1 && tokens_[name.from].shape == Shape::caps) {
      const auto org = by_acronym_.find(tokens_[name.from].key);
      if (org != by_acronym_.end()) return org->second;
    }
    while (name.to > name.from + 1 && is_legal_tail(name.to - 1)) {
      --name.to;
      if (const auto entry = listed_org(name); !entry.org.empty()) return listed_name(entry, name);
    }
    return tidy(bytes_of(name).of(text_));
  }

  [[nodiscard]] Entry listed_org(NameSpan name) const {
    const auto entry = lexicon_.find(key_of(name));
    const bool national = name.to - name.from >= 3 && tokens_[name.from].kinds.any(kind::country);
    if (!entry.org.empty() || !national) return entry;
    ++name.from;
    return lexicon_.find(key_of(name));
  }

  [[nodiscard]] std::string listed_name(const Entry& entry, const NameSpan& name) const {
    const bool chamber = entry.kinds.any(kind::us_chamber) && !entry.kinds.any(kind::org);
    return chamber && !in_us_ ? tidy(bytes_of(name).of(text_)) : std::string(entry.org);
  }

  // "Inc.", "Ltd", "& Co", but not "Airlines" or "Group".
  [[nodiscard]] bool is_legal_tail(std::size_t i) const {
    if (tokens_[i].mark == '&') return true;
    if (!tokens_[i].kinds.any(kind::org_tail)) return false;
    const auto word = tokens_[i].bytes.of(text_);
    return word.size() <= 5 || word == "Corporation" || word == "Incorporated" || word == "Limited";
  }

  std::string place_name(const NameSpan& name) const {
    const auto entry = lexicon_.find(key_of(name));
    if (!entry.place.empty()) return std::string(entry.place);
    auto plain = tidy(bytes_of(name).of(text_));
    const bool shouted = entry.kinds.any(kind::city | kind::town) && plain.size() > 3;
    return shouted ? without_shouting(std::move(plain)) : plain;
  }

  // "ANA REYES" -> "Ana Reyes"; initials and mixed case are left alone.
  static std::string without_shouting(std::string name) {
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; })) {
      return name;
    }
    for (std::size_t i = name.size(); i-- > 1;) {
      if (is_upper(name[i]) && is_upper(name[i - 1])) name[i] = static_cast<char>(name[i] + 32);
    }
    return name;
  }

  // One space for any white space.
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
