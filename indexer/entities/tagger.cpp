// SPDX-License-Identifier: GPL-2.0-or-later
/// The rules advise the model; what only they can know goes over its head.
#include "indexer/entities/tagger.hpp"

#include "indexer/entities/casing.hpp"
#include "indexer/entities/credits.hpp"
#include "indexer/entities/decode.hpp"
#include "indexer/entities/rule_cues.hpp"
#include "indexer/entities/rule_tagger.hpp"
#include "indexer/entities/runs.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace ae::indexing {
namespace {

std::vector<NameSpan> advice(std::string_view text, std::span<const Token> tokens,
                             const std::vector<Span>& credits, const Lexicon& lexicon) {
  // The rules want every capital letter to mean something; the model weighs them itself.
  std::vector<Token> settled(tokens.begin(), tokens.end());
  settle_casing(settled);
  return find_by_rules(text, settled, credits, lexicon);
}

bool is_and(const Token& token) {
  static const auto key = word_key("and");
  return token.key == key;
}

// "University of Alabama and Cumberland School of Law": each has a head of its own.
bool are_two(const NameSpan* before, const NameSpan& name, std::span<const Token> tokens) {
  return before != nullptr && before->to + 1 == name.from && is_and(tokens[before->to]) &&
         before->rule == "org head" && name.rule == "org head";
}

// What the rules know better: names that stand in a list, that a telling word ends or begins
// (Committee, University of), and whose analyst speaks.
bool is_sure(const NameSpan& name, const NameSpan* before, std::span<const Token> tokens) {
  if (!name.type) return false;
  if (name.rule == "list") return name.confidence >= 0.9;
  if (name.rule == "employer") return true;
  const auto& first = tokens[name.from];
  // "Delaware and Hudson Railway": where it begins is for the model to say.
  const bool joined = name.from > 1 && !first.after_break && tokens[name.from - 2].named() &&
                      (tokens[name.from - 1].mark == '&' || is_and(tokens[name.from - 1]));
  if (joined && !are_two(before, name, tokens)) return false;
  if (first.restored) return false;  // capitals that are a guess begin and end too much
  return name.rule.ends_with(" head") || (name.rule == "ampersand" && name.confidence >= 0.7);
}

/// Puts the names of model and rules together, none overlapping.
class Merger {
 public:
  Merger(std::span<const Token> tokens, const std::vector<Span>& credits)
      : tokens_(tokens), owners_(tokens.size(), nobody) {
    for (const auto& credit : credits) {
      own(credit.from, std::min(credit.to, tokens.size()), credited);
    }
  }

  /// \p name is left out where it meets what was added before.
  void add(const NameSpan& name) {
    for (auto i = name.from; i < name.to; ++i) {
      if (owners_[i] != nobody) return;
    }
    own(name.from, name.to, names_.size());
    names_.push_back(name);
  }

  /// What holds both \p first and \p second is no name.
  void part(const NameSpan& first, const NameSpan& second) {
    const auto owner = owners_[first.from];
    if (owner < names_.size() && owner == owners_[second.from]) {
      remove(owner);
      add(first);
    }
  }

  /// \p name takes the place of what it meets, unless that is a longer name around it.
  void insist(const NameSpan& name) {
    if (owners_[name.from] == credited || is_within(name)) return;
    for (auto i = name.from; i < name.to; ++i) {
      if (owners_[i] < names_.size()) remove(owners_[i]);
    }
    add(name);
  }

  std::vector<NameSpan> finish() {
    std::erase_if(names_, [](const NameSpan& name) { return name.from == name.to; });
    std::sort(names_.begin(), names_.end(),
              [](const NameSpan& a, const NameSpan& b) { return a.from < b.from; });
    return std::move(names_);
  }

 private:
  static constexpr auto nobody = static_cast<std::size_t>(-1);
  static constexpr auto credited = static_cast<std::size_t>(-2);

  [[nodiscard]] bool is_within(const NameSpan& name) const {
    if (owners_[name.from] >= names_.size()) return false;
    const auto& around = names_[owners_[name.from]];
    const bool longer = around.to - around.from > name.to - name.from;
    return longer && around.from <= name.from && name.to <= around.to && has_own_words(around);
  }

  // "Senate Republicans" and "House and Senate" are no names: each word stands in a list.
  [[nodiscard]] bool has_own_words(const NameSpan& name) const {
    constexpr auto listed = kind::sure_place | kind::any_org | kind::demonym;
    const auto words = tokens_.subspan(name.from, name.to - name.from);
    return std::any_of(words.begin(), words.end(), [](const Token& token) {
      return token.named() && !token.kinds.any(listed);
    });
  }

  void remove(std::size_t index) {
    auto& name = names_[index];
    own(name.from, name.to, nobody);
    name.to = name.from;
  }

  void own(std::size_t from, std::size_t to, std::size_t owner) {
    std::fill(owners_.begin() + static_cast<std::ptrdiff_t>(from),
              owners_.begin() + static_cast<std::ptrdiff_t>(to), owner);
  }

  std::span<const Token> tokens_;
  std::vector<std::size_t> owners_;  ///< of each token: an index in names_, or nobody
  std::vector<NameSpan> names_;      ///< those removed are empty
};

// "anti-Muslim", "pro-British"
bool is_compound(std::string_view text, const Token& token) {
  const auto word = token.bytes.of(text);
  return word.front() >= 'a' && word.front() <= 'z' && word.find('-') != std::string_view::npos;
}

// "Republican", "African American", "Tuesday": a name, but of no type here.
bool is_no_entity(std::string_view text, std::span<const Token> name) {
  constexpr auto other = kind::place | kind::any_org | kind::known_person;
  return std::all_of(name.begin(), name.end(), [&](const Token& token) {
    if (is_compound(text, token)) return true;
    const bool word = token.kinds.any(kind::demonym | kind::never) || token.shape == Shape::mark;
    return word && !token.kinds.any(other);
  });
}

/// Phrases that are listed as names of no type here: "London Brent", "Dow Jones industrial
/// average".
class NoNames {
 public:
  NoNames(std::span<const Token> tokens, const Lexicon& lexicon)
      : tokens_(tokens), lexicon_(lexicon) {}

  /// Does a name of \p size tokens at \p from begin such a phrase and end in it?
  [[nodiscard]] bool hold(std::size_t from, std::size_t size) const {
    if (!tokens_[from].kinds.any(kind::prefix | kind::never)) return false;
    constexpr auto listed = kind::never | kind::place | kind::any_org | kind::known_person;
    const auto phrase = lexicon_.longest(tokens_, from, tokens_.size(), listed);
    return phrase.size >= size && phrase.entry.kinds.any(kind::never) &&
           !phrase.entry.kinds.any(kind::place | kind::any_org | kind::known_person);
  }

 private:
  std::span<const Token> tokens_;
  const Lexicon& lexicon_;
};

/// "Highway 31, a super PAC": what follows says that the name before \p at is no place.
bool is_called_a_body(std::span<const Token> tokens, std::size_t at) {
  static const std::array bodies{
      word_key("PAC"),   word_key("committee"), word_key("company"),      word_key("firm"),
      word_key("group"), word_key("union"),     word_key("charity"),      word_key("agency"),
      word_key("bank"),  word_key("party"),     word_key("organization"), word_key("organisation"),
      word_key("club"),  word_key("nonprofit"), word_key("association"),  word_key("foundation")};
  static const std::array articles{word_key("a"), word_key("an"), word_key("the")};
  constexpr std::size_t furthest = 3;  // words behind the article
  if (at + 1 >= tokens.size() || tokens[at].mark != ',') return false;
  if (std::ranges::find(articles, tokens[at + 1].key) == articles.end()) return false;
  const auto words = tokens.subspan(at + 2, std::min(furthest, tokens.size() - at - 2));
  const auto end = std::ranges::find_if(words, [](const Token& each) { return each.mark != 0; });
  return std::any_of(words.begin(), end, [](const Token& each) {
    return std::ranges::find(bodies, each.key) != bodies.end();
  });
}

/// What the text once calls a body is one wherever it stands, and no place.
void retype_bodies(std::span<const Token> tokens, std::vector<NameSpan>& names) {
  const auto key_of = [&](const NameSpan& name) {
    return phrase_key(tokens.subspan(name.from, name.to - name.from));
  };
  std::set<std::uint64_t> bodies;
  for (const NameSpan& name : names)
    if (name.type == EntityType::place && is_called_a_body(tokens, name.to))
      bodies.insert(key_of(name));
  if (bodies.empty()) return;
  for (NameSpan& name : names)
    if (name.type == EntityType::place && bodies.contains(key_of(name)))
      name.type = EntityType::org;
}

template <class Each>
void for_model_names(std::string_view text, std::span<const Token> tokens,
                     std::span<const Span> runs, std::span<const Fact> facts,
                     std::span<const Label> labels, const Lexicon& lexicon, Each each) {
  const NoNames no_names(tokens, lexicon);
  const RuleText rules{text, tokens, lexicon};
  for (const auto& run : runs) {
    for (auto i = run.from; i < run.to; ++i) {
      if (labels[i] == outside) continue;
      auto from = i;
      while (is_open(labels[i])) ++i;
      const auto first = from;
      while (from <= i && facts[from].in_title()) ++from;
      if (from > i) continue;
      if (type_of(labels[i]) == NameType::other || in_party_tag(rules, from)) continue;
      if (from == i && is_time_zone(rules, from)) continue;
      const auto words = tokens.subspan(from, i + 1 - from);
      if (is_no_entity(text, words) || no_names.hold(from, i + 1 - from)) {
        continue;
      }
      const bool titled = from > 0 && tokens[from - 1].kinds.any(kind::title | kind::honorific);
      each(NameSpan{
          .from = from,
          .to = i + 1,
          .type = from > first ? EntityType::person : static_cast<EntityType>(type_of(labels[i])),
          .confidence = 0.8,
          .rule = "model",
          .titled = titled});
    }
  }
}

// "The Cahaba Lantern": capitalised within a sentence, or alone on its line, it belongs to the
// name.
bool has_article(std::string_view text, std::span<const Token> tokens, const NameSpan& name) {
  if (name.from == 0 || tokens[name.from].after_break) return false;
  const auto& before = tokens[name.from - 1];
  if (before.shape != Shape::capital || before.bytes.of(text) != "The") return false;
  const bool ends_line = name.to == tokens.size() || tokens[name.to].after_break;
  return !before.starts_sentence || (before.after_break && ends_line);
}

// Titles before a person's name and a possessive behind any are no part of it.
void trim(std::string_view text, std::span<const Token> tokens, const Lexicon& lexicon,
          NameSpan& name) {
  const auto kinds = [&] { return lexicon.find(name.words(tokens)).kinds; };
  while (name.size() > 1 && tokens[name.to - 1].shape == Shape::possessive && kinds().empty()) {
    --name.to;
  }
  if (name.type == EntityType::org && has_article(text, tokens, name)) --name.from;
  if (name.type != EntityType::person) return;
  const auto is_title = [](const Token& token) {
    return token.kinds.any(kind::title | kind::honorific) && !token.kinds.any(kind::given);
  };
  while (name.size() > 1 && is_title(tokens[name.from]) && !kinds().any(kind::known_person)) {
    ++name.from;
    name.titled = true;
  }
}

}  // namespace

std::vector<Fact> look(std::string_view text, std::span<const Token> tokens,
                       std::span<const Span> runs, const Lexicon& lexicon) {
  const auto rules = advice(text, tokens, find_credits(text, tokens), lexicon);
  return gather_facts(tokens, runs, rules, lexicon);
}

std::vector<NameSpan> tag_names(std::string_view text, std::span<const Token> tokens,
                                const Weights& weights, NameMemory& memory) {
  const auto& lexicon = memory.words.lexicon();
  const auto credits = find_credits(text, tokens);
  const auto rules = advice(text, tokens, credits, lexicon);
  const auto runs = find_runs(text, tokens);
  const auto facts = gather_facts(tokens, runs, rules, lexicon);
  const auto labels = find_labels({text, tokens, runs, facts}, weights, memory.sums);
  Merger names(tokens, credits);
  for_model_names(text, tokens, runs, facts, labels, lexicon,
                  [&](const NameSpan& name) { names.add(name); });
  const NameSpan* before = nullptr;
  for (const auto& name : rules) {
    if (are_two(before, name, tokens)) names.part(*before, name);
    if (is_sure(name, before, tokens)) names.insist(name);
    before = &name;
  }
  // Who has a title or speaks, and acronyms that act, are names even where the model finds none.
  for (const auto& name : rules) {
    const bool told = name.rule == "title" || name.rule == "context" || name.rule == "acronym";
    if (name.type && told) names.add(name);
  }
  // Of words without a type the resolver keeps those that the article's full names explain.
  for (const auto& name : rules) {
    if (!name.type) names.add(name);
  }
  auto found = names.finish();
  for (auto& name : found) trim(text, tokens, lexicon, name);
  retype_bodies(tokens, found);
  return found;
}

}  // namespace ae::indexing
