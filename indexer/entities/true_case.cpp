// SPDX-License-Identifier: GPL-2.0-or-later
/// See true_case.hpp. Too many capitals do less harm than too few: the model looks at nothing else.
#include "indexer/entities/true_case.hpp"

#include "indexer/entities/word_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <unordered_map>
#include <vector>

namespace ae::indexing {
namespace {

enum class Written : std::uint8_t { as_is, lower, capital, caps };

constexpr auto names = kind::given | kind::surname | kind::place | kind::any_org |
                       kind::known_person | kind::town | kind::outlet | kind::company;
constexpr auto heads = kind::org_head | kind::org_tail | kind::place_head;
constexpr auto small = kind::stop | kind::speech | kind::particle;

constexpr std::size_t longest_acronym = 5;  // letters

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; }

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

/// How the sentences that kept their case write a word.
struct Habit {
  std::uint32_t lower = 0;
  std::uint32_t capital = 0;
  std::uint32_t caps = 0;
};

class Restorer {
 public:
  Restorer(std::string_view text, std::span<const Token> tokens, std::span<const LostCase> lost,
           const Lexicon& lexicon)
      : text_(text),
        tokens_(tokens),
        lost_(lost),
        lexicon_(lexicon),
        written_(tokens.size(), Written::as_is) {}

  std::string run() {
    learn_habits();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (is_open(i)) written_[i] = by_itself(i);
    }
    for (std::size_t i = 0; i < tokens_.size();) i = take_phrase(i);
    for (std::size_t i = 0; i < tokens_.size(); ++i) listen_to_neighbours(i);
    return write();
  }

 private:
  /// May the word be written otherwise?
  [[nodiscard]] bool is_open(std::size_t i) const {
    if (lost_[i] == LostCase::no) return false;
    const auto shape = tokens_[i].shape;
    const bool article = lost_[i] == LostCase::raised && tokens_[i].bytes.of(text_) == "A";
    return article || shape == (lost_[i] == LostCase::raised ? Shape::caps : Shape::lower);
  }

  /// Of the words that are asked for: few stand in a headline, many in an article.
  void learn_habits() {
    for (std::size_t i = 0; i < tokens_.size(); ++i)
      if (is_open(i) && lost_[i] != LostCase::some) habits_.try_emplace(tokens_[i].key);
    if (habits_.empty()) return;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const auto& token = tokens_[i];
      if (lost_[i] == LostCase::raised) continue;
      const auto asked_for = habits_.find(token.key);
      if (asked_for == habits_.end()) continue;
      auto& habit = asked_for->second;
      if (lost_[i] == LostCase::no && token.shape == Shape::lower) ++habit.lower;
      if (token.shape == Shape::capital && !token.starts_sentence) ++habit.capital;
      if (token.shape == Shape::caps && lost_[i] == LostCase::no) ++habit.caps;
    }
  }

  [[nodiscard]] Written by_itself(std::size_t i) const {
    const auto& token = tokens_[i];
    if (lost_[i] == LostCase::some) return Written::lower;
    if (const auto known = habits_.find(token.key); known != habits_.end()) {
      const auto& habit = known->second;
      if (habit.capital + habit.caps > habit.lower) {
        return habit.caps > habit.capital ? Written::caps : Written::capital;
      }
      if (habit.lower > 0) return Written::lower;
    }
    if (token.kinds.any(small)) return Written::lower;
    if (is_inner_letter(i)) return Written::caps;
    if (token.kinds.any(kind::any_org)) return as_listed(token);
    if (token.casing == 0) return unknown_is(token);
    constexpr Casing seldom_enough = seldom_lower + 1;  // for what is a first name
    const auto most = token.kinds.any(kind::given) ? seldom_enough : seldom_lower;
    return token.casing <= most ? Written::capital : Written::lower;
  }

  // The word's own form where the list shows it: "CNN", "Google"; capitals for initials: "CIA".
  [[nodiscard]] Written as_listed(const Token& token) const {
    const auto word = token.bytes.of(text_);
    const auto shown = lexicon_.find_shown(token.key).org;
    if (token.kinds.any(kind::us_chamber)) return Written::capital;
    if (token.casing >= everyday_casing) return Written::lower;
    if (same_letters(word, shown)) {
      return lower(shown.back()) == shown.back() ? Written::capital : Written::caps;
    }
    return word.size() <= longest_acronym && lower(shown.front()) == lower(word.front())
               ? Written::caps
               : Written::capital;
  }

  // A word that neither texts nor lists know is a name, unless it is put together as words are.
  [[nodiscard]] Written unknown_is(const Token& token) const {
    const auto word = token.bytes.of(text_);
    if (token.kinds.any(names | kind::demonym)) return Written::capital;
    static constexpr std::array<std::string_view, 9> endings{"ing",  "ed",   "ly",   "ness", "able",
                                                             "less", "like", "wise", "n't"};
    const bool inflected = std::any_of(endings.begin(), endings.end(), [word](auto ending) {
      return word.size() > ending.size() + 2 &&
             same_letters(word.substr(word.size() - ending.size()), ending);
    });
    if (inflected || is_compound_word(word)) return Written::lower;
    if (token.shape == Shape::caps && word.size() <= 4 && !has_vowel(word)) return Written::caps;
    return word.size() > 2 ? Written::capital : Written::lower;
  }

  // "write-in", "well-known": every part is a word.
  [[nodiscard]] bool is_compound_word(std::string_view word) const {
    if (word.find('-') == std::string_view::npos) return false;
    while (!word.empty()) {
      const auto part = word.substr(0, word.find('-'));
      word.remove_prefix(std::min(part.size() + 1, word.size()));
      const auto known = lexicon_.facts(word_key(part));
      if (known.casing < everyday_casing && !known.kinds.any(small)) return false;
    }
    return true;
  }

  static bool has_vowel(std::string_view word) {
    return word.find_first_of("aeiouyAEIOUY") != std::string_view::npos;
  }

  // The letters of "u.s." and "d.c.", not those of "a.m.".
  [[nodiscard]] bool is_inner_letter(std::size_t i) const {
    if (tokens_[i].bytes.size() != 1) return false;
    const auto glued = [this](std::size_t a) {
      return a + 2 < tokens_.size() && tokens_[a].bytes.size() == 1 && tokens_[a + 1].mark == '.' &&
             tokens_[a + 2].bytes.size() == 1 && tokens_[a].bytes.to == tokens_[a + 1].bytes.from &&
             tokens_[a + 1].bytes.to == tokens_[a + 2].bytes.from &&
             tokens_[a + 2].shape == Shape::lower;
    };
    const auto first = glued(i) ? i : (i >= 2 && glued(i - 2) ? i - 2 : tokens_.size());
    if (first == tokens_.size()) return false;
    const auto letters =
        std::string{text_[tokens_[first].bytes.from]} + text_[tokens_[first + 2].bytes.from];
    return letters != "am" && letters != "pm" && letters != "eg" && letters != "ie";
  }

  // Names of several words that a list holds, in full; returns where to go on.
  std::size_t take_phrase(std::size_t i) {
    constexpr auto listed =
        kind::known_person | kind::any_org | kind::place | kind::town | kind::outlet | kind::title;
    if (!is_open(i) || !is_listed_start(i) || lost_[i] == LostCase::some) return i + 1;
    const auto phrase = lexicon_.longest(tokens_, i, tokens_.size(), listed);
    if (phrase.size < 2) return i + 1;
    const bool title = !phrase.entry.kinds.any(names);
    if (title) return i + 1;
    for (auto k = i; k < i + phrase.size; ++k) {
      if (is_open(k) && !tokens_[k].kinds.any(kind::particle) && !is_link(tokens_[k])) {
        written_[k] = Written::capital;
      }
    }
    return i + phrase.size;
  }

  [[nodiscard]] bool is_listed_start(std::size_t i) const {
    return tokens_[i].kinds.any(kind::prefix);
  }

  [[nodiscard]] bool is_link(const Token& token) const {
    static constexpr std::array<std::string_view, 7> links{"and", "for", "in", "of",
                                                           "on",  "the", "to"};
    const auto word = token.bytes.of(text_);
    return std::any_of(links.begin(), links.end(),
                       [word](auto link) { return same_letters(word, link); });
  }

  [[nodiscard]] bool is_capital(std::size_t i) const {
    if (i >= tokens_.size()) return false;
    if (written_[i] == Written::as_is) return tokens_[i].named();
    return written_[i] != Written::lower;
  }

  /// Do the two stand in one sentence, side by side?
  [[nodiscard]] bool follows(std::size_t i) const {
    return i > 0 && i < tokens_.size() && !tokens_[i].after_break;
  }

  // "mark young", "senator brown", "etowah county", "university of alabama"
  void listen_to_neighbours(std::size_t i) {
    if (!is_open(i) || written_[i] != Written::lower) return;
    const bool some = lost_[i] == LostCase::some;
    const bool person = ends_person(i) || (!some && begins_person(i));
    const bool other = !some && (ends_headed(i) || begins_headed(i));
    if (person || other) written_[i] = Written::capital;
  }

  [[nodiscard]] bool may_be_surname(std::size_t i) const {
    constexpr auto words = small | kind::role | kind::title | heads;
    return i < tokens_.size() && tokens_[i].kinds.any(kind::surname) &&
           !tokens_[i].kinds.any(words);
  }

  [[nodiscard]] bool begins_person(std::size_t i) const {
    const auto& token = tokens_[i];
    if (!follows(i + 1)) return false;
    if (token.kinds.any(kind::title | kind::honorific) && is_capital(i + 1)) return true;
    if (!token.kinds.any(kind::given) || token.kinds.any(small)) return false;
    const bool unclear = token.casing < everyday_casing;
    const bool unknown = tokens_[i + 1].casing == 0 && tokens_[i + 1].kinds.empty();
    return (unclear && may_be_surname(i + 1)) ||
           (is_capital(i + 1) && (unknown || tokens_[i + 1].kinds.any(kind::surname)));
  }

  [[nodiscard]] bool ends_person(std::size_t i) const {
    const auto& token = tokens_[i];
    const bool unknown = token.casing == 0 && unknown_is(token) == Written::capital;
    if (!follows(i) || !(unknown || may_be_surname(i))) return false;
    const auto& before = tokens_[i - 1];
    if (before.kinds.any(kind::honorific)) return true;
    if (before.kinds.any(kind::title)) return !token.kinds.any(kind::common);
    return is_capital(i - 1) && before.kinds.any(kind::given) && before.casing < everyday_casing;
  }

  [[nodiscard]] bool ends_headed(std::size_t i) const {
    return follows(i) && tokens_[i].kinds.any(heads) && is_capital(i - 1) &&
           !tokens_[i].kinds.any(small);
  }

  [[nodiscard]] bool begins_headed(std::size_t i) const {
    if (!tokens_[i].kinds.any(kind::of_head) || !follows(i + 1)) return false;
    if (!same_letters(tokens_[i + 1].bytes.of(text_), "of")) return false;
    return follows(i + 2) && is_capital(i + 2);
  }

  [[nodiscard]] std::string write() const {
    std::string text(text_);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const auto& bytes = tokens_[i].bytes;
      // The 'S of what was all in capitals.
      const bool possessive = tokens_[i].shape == Shape::possessive && lost_[i] == LostCase::raised;
      if (possessive || written_[i] != Written::as_is) decapitalise(text, bytes);
      if (written_[i] == Written::capital) capitalise(text, bytes);
      if (written_[i] != Written::caps) continue;
      for (auto k = bytes.from; k < bytes.to; ++k) text[k] = upper(text[k]);
    }
    return text;
  }

  // The letters of ASCII, and those of western Europe, which stand behind the byte C3.
  static void decapitalise(std::string& text, const Span& bytes) {
    for (auto i = bytes.from; i < bytes.to; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      const bool accented = i > bytes.from && text[i - 1] == '\xc3' && byte >= 0x80 && byte <= 0x9e;
      text[i] = accented && byte != 0x97 ? static_cast<char>(byte + 0x20) : lower(text[i]);
    }
  }

  // "O'Neill", "Jean-Claude", "McConnell"
  static void capitalise(std::string& text, const Span& bytes) {
    text[bytes.from] = upper(text[bytes.from]);
    for (auto i = bytes.from + 1; i < bytes.to; ++i) {
      const bool part = text[i - 1] == '-' || (text[i - 1] == '\'' && i == bytes.from + 2);
      if (part) text[i] = upper(text[i]);
    }
    if (bytes.size() > 5 && text.compare(bytes.from, 2, "Mc") == 0) {
      text[bytes.from + 2] = upper(text[bytes.from + 2]);
    }
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  std::span<const LostCase> lost_;
  const Lexicon& lexicon_;
  std::unordered_map<std::uint64_t, Habit> habits_;
  std::vector<Written> written_;
};

}  // namespace

std::string restore_case(std::string_view text, std::span<const Token> tokens,
                         std::span<const LostCase> lost, const Lexicon& lexicon) {
  return Restorer(text, tokens, lost, lexicon).run();
}

}  // namespace ae::indexing
