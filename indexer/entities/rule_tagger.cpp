// SPDX-License-Identifier: GPL-2.0-or-later
/// Walks the runs of capitalised words and takes names off their front, surest rule first.
#include "indexer/entities/rule_tagger.hpp"

#include "indexer/entities/name_rules.hpp"
#include "indexer/entities/rule_cues.hpp"
#include "indexer/entities/type_vote.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace ae::indexing {
namespace {

class Tagger {
 public:
  Tagger(RuleText rules, std::span<const Span> credits) : rules_(rules), credits_(credits) {}

  std::vector<NameSpan> run() {
    for (std::size_t i = 0; i < rules_.tokens.size();) i = std::max(i + 1, step(i));
    vote_on_types(rules_.tokens, names_);
    return std::move(names_);
  }

 private:
  // Reads on from token \p i; returns where to go on.
  std::size_t step(std::size_t i) {
    while (credit_ < credits_.size() && credits_[credit_].to <= i) ++credit_;
    if (credit_ < credits_.size() && credits_[credit_].from <= i) return credits_[credit_].to;
    const auto& token = rules_.at(i);
    const bool ordinal = token.shape == Shape::number && is_ordinal(rules_, i);
    if (token.named() || ordinal) return split_run(i, run_end(rules_, i));
    if (token.shape == Shape::lower && token.kinds.any(kind::particle)) return listed_particle(i);
    return i + 1;
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
    if (!first.named() && !is_ordinal(rules_, i)) return i + 1;
    if (const auto to = national_org_end(rules_, i); to > 0) {
      return take(i, to, EntityType::org, 0.9, "list");
    }
    const auto phrase = listed_phrase(rules_, i);
    const auto headed = headed_name(rules_, i, end);
    if (const auto to = firm_end(rules_, i, end); to > std::max(headed.end, i + phrase.size)) {
      const bool friends = first.kinds.any(kind::given) && rules_.at(i + 2).kinds.any(kind::given);
      return take(i, to, EntityType::org, friends ? 0.5 : 0.7, "ampersand");
    }
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

  std::size_t take_headed(std::size_t i, const HeadedName& headed) {
    const auto& first = rules_.at(i);
    // "Secretary of State", "Sen." and "The" belong to no name but may stand before one.
    const bool titles = first.kinds.any(kind::title | kind::honorific | kind::stop | kind::never);
    if (titles && !first.kinds.any(kind::place)) {
      const auto phrase = listed_phrase(rules_, i);
      const bool org = phrase.size > 0 && phrase.entry.kinds.any(kind::any_org);
      if (phrase.size > 0 && !org && i + phrase.size < headed.end &&
          !is_title_of_name(rules_, i, headed)) {
        return skip(i + phrase.size, first.kinds.any(kind::title | kind::honorific));
      }
    }
    add(i, headed.end, headed.type, 0.8,
        headed.type == EntityType::org ? "org head" : "place head");
    return headed.end;
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
    if (kinds.any(kind::place) && !is_bare_abbreviation(rules_, i, phrase)) {
      return take_place(i, end, phrase);
    }
    if (kinds.any(kind::title | kind::honorific) && !is_first_name(rules_, i, end))
      return skip(to, true);
    if (kinds.any(kind::demonym | kind::never) && !titled(i) && !is_first_name(rules_, i, end)) {
      return skip(to, false);
    }
    return titled(i) || first.kinds.any(kind::given) ? take_person(i, end) : take_unknown(i, end);
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
    if (phrase.size == 1 && is_time_zone(rules_, i)) return skip(to, false);
    if (phrase.size == 1 && !place_context(rules_, i, to)) {
      if (titled(i) && (!sure || first.kinds.any(kind::surname) || !last)) {
        return take_person(i, end);
      }
      if (is_first_name(rules_, i, end) || (!sure && begins_person(rules_, i, end)))
        return take_person(i, end);
      const bool person_too = first.kinds.any(kind::given | kind::surname);
      if (!sure && last && person_too && person_context(rules_, i, to)) return take_person(i, end);
      if (!sure && first.kinds.any(kind::common)) return skip(to, false);
      if (!sure && first.kinds.any(kind::given)) return take(i, to, std::nullopt, 0.3, "unclear");
      if (!sure && person_too) return take(i, to, EntityType::place, 0.5, "list");
    }
    if (!phrase.entry.kinds.any(kind::country) && is_team(rules_, to, end))
      return take(i, to + 1, EntityType::org, 0.7, "team");
    return take(i, to, EntityType::place, sure ? 0.95 : 0.85, "list");
  }

  std::size_t take_person(std::size_t i, std::size_t end) {
    const auto to = person_end(rules_, i, end);
    const bool alone = to == i + 1;
    const bool told = titled(i) || person_context(rules_, i, to);
    if (!titled(i) && employer_context(rules_, i, to)) {
      return take(i, to, EntityType::org, 0.9, "employer");
    }
    if (alone && rules_.at(i).shape == Shape::initial) return skip(to, false);
    if (alone && !told) return take(i, to, std::nullopt, 0.4, "first name alone");
    if (all_everyday(rules_, i, to)) return skip(to, false);
    if (!told && everyday_rest(rules_, i, to)) return take(i, to, std::nullopt, 0.3, "unclear");
    if (titled(i)) return take(i, to, EntityType::person, 0.95, "title");
    return take(i, to, EntityType::person, alone ? 0.7 : 0.9, alone ? "context" : "first name");
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
    if (employer_context(rules_, i, to)) return take(i, to, EntityType::org, 0.9, "employer");
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
                         has_no_digit(rules_, token);
    const bool acts = rules_.at(i + 1).shape == Shape::possessive || rules_.is(i - 1, "the") ||
                      person_context(rules_, i, i + 1);
    if (!acronym || !acts) return take(i, i + 1, std::nullopt, 0.2, "capitals");
    return take(i, i + 1, EntityType::org, 0.5, "acronym");
  }

  /// Does a title or honorific end right before token \p i?
  [[nodiscard]] bool titled(std::size_t i) const { return i > 0 && title_end_ == i; }

  std::size_t skip(std::size_t to, bool titled) {
    if (titled) title_end_ = to;
    return to;
  }

  std::size_t take(std::size_t from, std::size_t to, std::optional<EntityType> type,
                   double confidence, std::string_view rule) {
    if (!in_party_tag(rules_, from)) add(from, to, type, confidence, rule);
    return to;
  }

  void add(std::size_t from, std::size_t to, std::optional<EntityType> type, double confidence,
           std::string_view rule) {
    names_.push_back({from, to, type, confidence, rule, titled(from)});
  }

  RuleText rules_;
  std::span<const Span> credits_;
  std::vector<NameSpan> names_;
  std::size_t credit_ = 0;
  std::size_t title_end_ = 0;  ///< where the last title ended; 0: none read yet
};

}  // namespace

std::vector<NameSpan> find_by_rules(std::string_view text, std::span<const Token> tokens,
                                    std::span<const Span> credits, const Lexicon& lexicon) {
  return Tagger({text, tokens, lexicon}, credits).run();
}

}  // namespace ae::indexing
