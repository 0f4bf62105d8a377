// SPDX-License-Identifier: GPL-2.0-or-later
/// Walks the runs of capitalised words and takes names off their front, surest rule first.
#include "indexer/entities/rule_tagger.hpp"

#include "indexer/entities/name_rules.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace ae::indexing {
namespace {

constexpr auto listed = kind::place | kind::any_org | kind::known_person | kind::demonym |
                        kind::never | kind::title | kind::honorific | kind::stop;

class Tagger {
 public:
  Tagger(RuleText rules, std::span<const Span> credits) : rules_(rules), credits_(credits) {}

  std::vector<NameSpan> run() {
    loose_ = has_loose_capitals();
    for (std::size_t i = 0; i < rules_.tokens.size();) i = std::max(i + 1, step(i));
    vote();
    return std::move(names_);
  }

 private:
  // Reads on from token \p i; returns where to go on.
  std::size_t step(std::size_t i) {
    while (credit_ < credits_.size() && credits_[credit_].to <= i) ++credit_;
    if (credit_ < credits_.size() && credits_[credit_].from <= i) return credits_[credit_].to;
    const auto& token = rules_.at(i);
    if (token.named() || is_ordinal(i)) return split_run(i, run_end(rules_, i));
    if (token.shape == Shape::lower && token.kinds.any(kind::particle)) return listed_particle(i);
    if (token.shape == Shape::lower && token.kinds.any(kind::title)) uncapitalised(i);
    return i + 1;
  }

  // "16th Street Baptist Church"
  [[nodiscard]] bool is_ordinal(std::size_t i) const {
    const auto& token = rules_.at(i);
    if (token.shape != Shape::number || !rules_.at(i + 1).named()) return false;
    const auto last = token.bytes.of(rules_.text).back();
    return last == 'h' || last == 't' || last == 'd';
  }

  // "al Qaeda", "bin Laden": listed names that begin in lower case.
  std::size_t listed_particle(std::size_t i) {
    const auto phrase = rules_.lexicon.longest(rules_.tokens, i, rules_.tokens.size(),
                                               kind::any_org | kind::known_person);
    if (phrase.size < 2) return i + 1;
    const bool org = phrase.entry.kinds.any(kind::any_org);
    add(i, i + phrase.size, org ? EntityType::org : EntityType::person, 0.9, "list");
    return i + phrase.size;
  }

  // "president trump", as transcripts write.
  [[nodiscard]] bool is_uncapitalised(std::size_t i) const {
    const auto& next = rules_.at(i + 1);
    return rules_.at(i).kinds.any(kind::title) && next.shape == Shape::lower &&
           next.kinds.any(kind::known_person) && !next.after_break;
  }

  [[nodiscard]] bool has_loose_capitals() const {
    for (std::size_t i = 0; i + 1 < rules_.tokens.size(); ++i) {
      if (is_uncapitalised(i)) return true;
    }
    return false;
  }

  // In such a text: "Mario batali", "Beverly young Nelson". 0: no such name.
  [[nodiscard]] std::size_t loose_person_end(std::size_t i) const {
    const auto& next = rules_.at(i + 1);
    if (!loose_ || !rules_.at(i).kinds.any(kind::given) || next.shape != Shape::lower ||
        next.after_break) {
      return 0;
    }
    const auto& third = rules_.at(i + 2);
    const bool middle = next.kinds.any(kind::surname | kind::given);
    if (middle && third.shape == Shape::capital && third.kinds.any(kind::surname | kind::given)) {
      return i + 3;
    }
    constexpr auto name = kind::surname | kind::known_person;
    return (next.kinds.empty() && !is_inflected(i + 1)) ||
                   (next.kinds.any(name) && !next.kinds.any(kind::common))
               ? i + 2
               : 0;
  }

  // Endings of English words, which surnames seldom have.
  [[nodiscard]] bool is_inflected(std::size_t i) const {
    const auto word = rules_.at(i).bytes.of(rules_.text);
    static constexpr std::array<std::string_view, 7> endings{"ing", "ed", "ly",  "ity",
                                                             "ion", "es", "ment"};
    return std::any_of(endings.begin(), endings.end(),
                       [word](std::string_view end) { return word.ends_with(end); });
  }

  void uncapitalised(std::size_t i) {
    if (!is_uncapitalised(i)) return;
    title_end_ = i + 1;
    add(i + 1, i + 2, EntityType::person, 0.8, "title, no capitals");
  }

  std::size_t split_run(std::size_t from, std::size_t end) {
    while (from < end) {
      const auto next = take_name(from, end);
      from = std::max(from + 1, next);
    }
    return from;
  }

  // Takes what begins at \p i, name or not; returns where the next begins. \p end of the run may
  // be overrun by listed phrases with an apostrophe, as "Moody's".
  std::size_t take_name(std::size_t i, std::size_t end) {
    const auto& first = rules_.at(i);
    if (!first.named() && !is_ordinal(i)) return i + 1;
    if (const auto to = loose_person_end(i); to > 0) {
      return take(i, to, EntityType::person, 0.7, "first name, no capitals");
    }
    if (const auto to = national_org_end(i); to > 0) {
      return take(i, to, EntityType::org, 0.9, "list");
    }
    const auto phrase = listed_phrase(i);
    const auto headed = headed_name(rules_, i, end);
    if (headed.end > i + phrase.size) return take_headed(i, headed);
    if (phrase.size > 0) return take_listed(i, end, phrase);
    if (is_opening_word(i, end)) return i + 1;
    if (first.shape == Shape::number) return i + 1;
    return titled(i) || first.kinds.any(kind::given) ? take_person(i, end) : take_unknown(i, end);
  }

  // "Congratulating Ana Reyes": the first word of a sentence, capitalised for that reason alone.
  [[nodiscard]] bool is_opening_word(std::size_t i, std::size_t end) const {
    const auto& first = rules_.at(i);
    if (!first.starts_sentence || titled(i) || first.kinds.any(kind::given | kind::surname)) {
      return false;
    }
    if (first.kinds.any(kind::common)) return true;
    return first.kinds.empty() && i + 2 < end && rules_.at(i + 1).kinds.any(kind::given) &&
           rules_.at(i + 2).shape == Shape::capital;
  }

  // "U.S. Food and Drug Administration": a listed name behind its country. 0: none.
  [[nodiscard]] std::size_t national_org_end(std::size_t i) const {
    const auto& first = rules_.at(i);
    if (!first.kinds.any(kind::country) || first.shape != Shape::caps) return 0;
    const auto& tokens = rules_.tokens;
    if (i + 1 >= tokens.size() || !tokens[i + 1].named() || tokens[i + 1].after_break) return 0;
    const auto phrase = rules_.lexicon.longest(tokens, i + 1, tokens.size(), kind::any_org);
    return phrase.size > 1 ? i + 1 + phrase.size : 0;
  }

  // Forms that are words as well (Who, It, Us) are names only in capitals.
  [[nodiscard]] Phrase listed_phrase(std::size_t i) const {
    const auto& first = rules_.at(i);
    auto phrase = rules_.lexicon.longest(rules_.tokens, i, rules_.tokens.size(), listed);
    if (phrase.size != 1) return phrase;
    if (first.shape == Shape::initial && !first.kinds.any(kind::stop)) return {};
    const bool also_word = first.kinds.any(kind::stop);
    const bool also_name = first.kinds.any(kind::place | kind::any_org | kind::title);
    if (also_word && also_name && first.shape == Shape::caps) return phrase;
    return phrase;
  }

  std::size_t take_headed(std::size_t i, const HeadedName& headed) {
    const auto& first = rules_.at(i);
    // "Secretary of State", "Sen." and "The" belong to no name but may stand before one.
    const bool titles = first.kinds.any(kind::title | kind::honorific | kind::stop);
    if (titles && !first.kinds.any(kind::place)) {
      const auto phrase = listed_phrase(i);
      const bool org = phrase.size > 0 && phrase.entry.kinds.any(kind::any_org);
      if (phrase.size > 0 && !org && i + phrase.size < headed.end && !is_title_of_name(i, headed)) {
        return skip(i + phrase.size, first.kinds.any(kind::title | kind::honorific));
      }
    }
    add(i, headed.end, headed.type, 0.8,
        headed.type == EntityType::org ? "org head" : "place head");
    return headed.end;
  }

  // "General Hospital", "Duke University", "King County"
  [[nodiscard]] bool is_title_of_name(std::size_t i, const HeadedName& headed) const {
    return headed.end == i + 2 && !rules_.at(i).kinds.any(kind::stop | kind::honorific) &&
           rules_.at(i).bytes.of(rules_.text).back() != '.';
  }

  std::size_t take_listed(std::size_t i, std::size_t end, const Phrase& phrase) {
    const auto to = i + phrase.size;
    const auto kinds = phrase.entry.kinds;
    const auto& first = rules_.at(i);
    const bool word = kinds.any(kind::stop) && first.shape != Shape::caps;
    if (word && !kinds.any(kind::given)) return skip(to, false);
    if (kinds.any(kind::known_person)) {
      const bool junior = rules_.at(to).named() && rules_.at(to).kinds.any(kind::suffix);
      return take(i, junior ? to + 1 : to, EntityType::person, 0.95, "list");
    }
    if (kinds.any(kind::any_org) && !titled(i)) return take_org(i, to, phrase);
    if (kinds.any(kind::place) && !is_bare_abbreviation(i, phrase)) {
      return take_place(i, end, phrase);
    }
    if (kinds.any(kind::title | kind::honorific) && !is_first_name(i, end)) return skip(to, true);
    if (kinds.any(kind::demonym | kind::never) && !titled(i) && !is_first_name(i, end)) {
      return skip(to, false);
    }
    return titled(i) || first.kinds.any(kind::given) ? take_person(i, end) : take_unknown(i, end);
  }

  // "Pa", "Miss", "Ill": states only with their dot, or behind a comma.
  [[nodiscard]] bool is_bare_abbreviation(std::size_t i, const Phrase& phrase) const {
    const auto word = rules_.at(i).bytes.of(rules_.text);
    return phrase.size == 1 && phrase.entry.kinds.any(kind::state) &&
           word.size() < phrase.entry.place.size() && word.back() != '.' &&
           (i == 0 || rules_.at(i - 1).mark != ',');
  }

  // "Dean Smith", "April Jones": a first name whatever else it is.
  [[nodiscard]] bool is_first_name(std::size_t i, std::size_t end) const {
    const auto& next = rules_.at(i + 1);
    return rules_.at(i).kinds.any(kind::given) && i + 1 < end && next.named() &&
           next.kinds.any(kind::surname) && !next.kinds.any(kind::title);
  }

  // A first name before a word that no list knows, or before an initial.
  [[nodiscard]] bool begins_person(std::size_t i, std::size_t end) const {
    if (!rules_.at(i).kinds.any(kind::given) || i + 1 >= end) return false;
    const auto& next = rules_.at(i + 1);
    return next.shape == Shape::initial || (next.shape == Shape::capital && next.kinds.empty());
  }

  std::size_t take_org(std::size_t i, std::size_t to, const Phrase& phrase) {
    const auto& first = rules_.at(i);
    const bool doubtful = phrase.size == 1 && first.shape == Shape::capital &&
                          first.starts_sentence && first.kinds.any(kind::common);
    if (doubtful) return skip(to, false);
    return take(i, to, EntityType::org, 0.9, "list");
  }

  std::size_t take_place(std::size_t i, std::size_t end, const Phrase& phrase) {
    const auto to = i + phrase.size;
    const auto& first = rules_.at(i);
    const bool sure = phrase.entry.kinds.any(kind::sure_place);
    const bool last = to >= end || !rules_.at(to).named();
    if (phrase.size == 1 && !place_context(rules_, i, to)) {
      if (titled(i) && (!sure || first.kinds.any(kind::surname) || !last)) {
        return take_person(i, end);
      }
      if (is_first_name(i, end) || (!sure && begins_person(i, end))) return take_person(i, end);
      const bool person_too = first.kinds.any(kind::given | kind::surname);
      if (!sure && last && person_too && person_context(rules_, i, to)) return take_person(i, end);
      if (!sure && first.kinds.any(kind::common)) return skip(to, false);
      if (!sure && first.kinds.any(kind::given)) return take(i, to, std::nullopt, 0.3, "unclear");
      if (!sure && person_too) return take(i, to, EntityType::place, 0.5, "list");
    }
    if (!phrase.entry.kinds.any(kind::country) && is_team(to, end))
      return take(i, to + 1, EntityType::org, 0.7, "team");
    return take(i, to, EntityType::place, sure ? 0.95 : 0.85, "list");
  }

  // "Boston Red Sox" has a list; "Milltown Rovers" is a place and one plural that ends the run.
  [[nodiscard]] bool is_team(std::size_t i, std::size_t end) const {
    const auto& token = rules_.at(i);
    constexpr auto other = kind::demonym | kind::surname | kind::given | kind::title | kind::place |
                           kind::org_head | kind::never | kind::place_head | kind::stop;
    return i + 1 == end && token.shape == Shape::capital && !token.kinds.any(other) &&
           token.bytes.size() > 4 && token.bytes.of(rules_.text).back() == 's';
  }

  std::size_t take_person(std::size_t i, std::size_t end) {
    const auto to = person_end(rules_, i, end);
    const bool alone = to == i + 1;
    const bool told = titled(i) || person_context(rules_, i, to);
    if (alone && rules_.at(i).shape == Shape::initial) return skip(to, false);
    if (alone && !told) return take(i, to, std::nullopt, 0.4, "first name alone");
    if (all_everyday(i, to)) return skip(to, false);
    if (!told && everyday_rest(i, to)) return take(i, to, std::nullopt, 0.3, "unclear");
    if (titled(i)) return take(i, to, EntityType::person, 0.95, "title");
    return take(i, to, EntityType::person, alone ? 0.7 : 0.9, alone ? "context" : "first name");
  }

  // "CHIEF ECONOMIST"
  [[nodiscard]] bool all_everyday(std::size_t i, std::size_t to) const {
    for (; i < to; ++i) {
      const auto kinds = rules_.at(i).kinds;
      constexpr auto word = kind::common | kind::role | kind::org_tail | kind::never;
      if (!kinds.any(word) || kinds.any(kind::surname | kind::given)) return false;
    }
    return true;
  }

  // "Mark Your Calendar"
  [[nodiscard]] bool everyday_rest(std::size_t i, std::size_t to) const {
    if (!rules_.at(i).kinds.any(kind::common)) return false;
    for (auto next = i + 1; next < to; ++next) {
      const auto kinds = rules_.at(next).kinds;
      if (!kinds.any(kind::common) || kinds.any(kind::surname | kind::given)) return false;
    }
    return true;
  }

  std::size_t take_unknown(std::size_t i, std::size_t end) {
    const auto to = unknown_end(rules_, i, end);
    if (to == i + 1) return take_single(i);
    std::size_t common = 0;
    bool initials = false;
    for (auto k = i; k < to; ++k) {
      common += rules_.at(k).kinds.any(kind::common) && !rules_.at(k).kinds.any(kind::surname);
      initials = initials || (rules_.at(k).shape == Shape::initial && k + 1 < to);
    }
    const auto last = rules_.at(to - 1).kinds;
    if (person_context(rules_, i, to) && common < to - i) {
      return take(i, to, EntityType::person, 0.8, "context");
    }
    if (common > 0) return take(i, to, std::nullopt, 0.2, "unclear");
    if (place_context(rules_, i, to)) return take(i, to, EntityType::place, 0.6, "context");
    if (last.any(kind::surname) || initials) return take(i, to, EntityType::person, 0.7, "surname");
    const bool the = i > 0 && rules_.at(i - 1).bytes.of(rules_.text) == "the";
    const bool shouted = rules_.at(i).shape == Shape::caps;
    const bool unknown = std::all_of(rules_.tokens.begin() + static_cast<std::ptrdiff_t>(i),
                                     rules_.tokens.begin() + static_cast<std::ptrdiff_t>(to),
                                     [](const Token& token) { return token.kinds.empty(); });
    if (the || shouted || !unknown || to - i > 3) return take(i, to, std::nullopt, 0.3, "unclear");
    return take(i, to, EntityType::person, 0.5, "two unknown words");
  }

  std::size_t take_single(std::size_t i) {
    const auto& token = rules_.at(i);
    const auto to = i + 1;
    if (token.shape == Shape::initial) return skip(to, false);
    if (token.shape == Shape::caps) return take_caps(i);
    if (token.kinds.any(kind::common) && !token.kinds.any(kind::surname)) return skip(to, false);
    if (person_context(rules_, i, to) && !token.kinds.any(kind::org_head | kind::place_head)) {
      return take(i, to, EntityType::person, 0.7, "context");
    }
    if (place_context(rules_, i, to) && !token.kinds.any(kind::surname | kind::postal)) {
      return take(i, to, EntityType::place, 0.5, "context");
    }
    return take(i, to, std::nullopt, 0.3, "one unknown word");
  }

  // Acronyms, and states behind a comma.
  std::size_t take_caps(std::size_t i) {
    const auto& token = rules_.at(i);
    if (token.kinds.any(kind::postal) && i > 0 && rules_.at(i - 1).mark == ',') {
      return take(i, i + 1, EntityType::place, 0.9, "list");
    }
    const bool in_capitals =
        rules_.at(i + 1).shape == Shape::caps || (i > 0 && rules_.at(i - 1).shape == Shape::caps);
    const bool acronym = token.bytes.size() >= 3 && token.bytes.size() <= 6 && !in_capitals &&
                         !token.kinds.any(kind::common | kind::never | kind::stop) &&
                         has_no_digit(token);
    const bool acts = rules_.at(i + 1).shape == Shape::possessive || rules_.is(i - 1, "the") ||
                      person_context(rules_, i, i + 1);
    if (!acronym || !acts) return take(i, i + 1, std::nullopt, 0.2, "capitals");
    return take(i, i + 1, EntityType::org, 0.5, "acronym");
  }

  /// Does a title or honorific end right before token \p i?
  [[nodiscard]] bool titled(std::size_t i) const { return i > 0 && title_end_ == i; }

  [[nodiscard]] bool has_no_digit(const Token& token) const {
    const auto word = token.bytes.of(rules_.text);
    return std::none_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  std::size_t skip(std::size_t to, bool titled) {
    if (titled) title_end_ = to;
    return to;
  }

  std::size_t take(std::size_t from, std::size_t to, std::optional<EntityType> type,
                   double confidence, std::string_view rule) {
    if (!in_party_tag(from)) add(from, to, type, confidence, rule);
    return to;
  }

  // "(R-Ky.)", "D-N.J.": the state says whom, not where.
  [[nodiscard]] bool in_party_tag(std::size_t i) const {
    return i >= 2 && rules_.at(i - 1).mark == '-' && rules_.at(i - 2).shape == Shape::initial &&
           rules_.at(i - 1).bytes.to == rules_.at(i).bytes.from;
  }

  void add(std::size_t from, std::size_t to, std::optional<EntityType> type, double confidence,
           std::string_view rule) {
    names_.push_back({from, to, type, confidence, rule, titled(from)});
  }

  [[nodiscard]] std::uint64_t key_of(const NameSpan& name) const {
    auto key = rules_.at(name.from).key;
    for (auto i = name.from + 1; i < name.to; ++i) key = join_keys(key, rules_.at(i).key);
    return key;
  }

  // One string is one type within an article: the type of most confidence wins, and names that
  // nothing around them explains take it too.
  void vote() {
    std::unordered_map<std::uint64_t, std::array<double, 3>> votes;
    votes.reserve(names_.size());
    for (const auto& name : names_) {
      if (name.type) votes[key_of(name)][static_cast<std::size_t>(*name.type)] += name.confidence;
    }
    for (auto& name : names_) {
      const auto found = votes.find(key_of(name));
      if (found == votes.end()) continue;
      const auto best = std::max_element(found->second.begin(), found->second.end());
      const auto type = static_cast<EntityType>(best - found->second.begin());
      if (name.type == type) continue;
      name.rule = "as elsewhere in the article";
      name.confidence = std::max(name.confidence, 0.5);
      name.type = type;
    }
  }

  RuleText rules_;
  std::span<const Span> credits_;
  std::vector<NameSpan> names_;
  std::size_t credit_ = 0;
  std::size_t title_end_ = 0;  ///< where the last title ended; 0: none read yet
  bool loose_ = false;         ///< names are not always capitalised, as in transcripts
};

}  // namespace

std::vector<NameSpan> find_by_rules(std::string_view text, std::span<const Token> tokens,
                                    std::span<const Span> credits, const Lexicon& lexicon) {
  return Tagger({text, tokens, lexicon}, credits).run();
}

}  // namespace ae::indexing
