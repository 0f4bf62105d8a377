// SPDX-License-Identifier: GPL-2.0-or-later
/// See listed_names.hpp.
#include "indexer/entities/listed_names.hpp"

#include "indexer/entities/credits.hpp"
#include "indexer/entities/word_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace ae::indexing {
namespace {

constexpr std::size_t shortest_acronym = 3;  // letters; "DE" and "LA" are words elsewhere

// Cities that German has a noun for, and writes alike.
constexpr std::array<std::string_view, 12> german_nouns{"Bergen", "Bad",   "Essen",  "Halle",
                                                        "Hof",    "Regen", "Rhein",  "Siegen",
                                                        "Singen", "Stade", "Weiden", "Worms"};

class Finder {
 public:
  Finder(std::string_view text, std::span<const Token> tokens, const Lexicon& lexicon)
      : text_(text), tokens_(tokens), lexicon_(lexicon) {}

  std::vector<NameSpan> run() {
    const auto credits = find_credits(text_, tokens_);
    auto credit = credits.begin();
    for (std::size_t i = 0; i < tokens_.size();) {
      while (credit != credits.end() && credit->to <= i) ++credit;
      const bool credited = credit != credits.end() && credit->from <= i;
      i = credited ? credit->to : take(i);
    }
    return std::move(names_);
  }

 private:
  std::size_t take(std::size_t i) {
    if (!tokens_[i].named()) return i + 1;
    constexpr auto wanted = kind::known_person | kind::any_org | kind::place;
    const auto phrase = lexicon_.longest(tokens_, i, tokens_.size(), wanted);
    if (phrase.size == 0) return i + 1;
    const auto to = i + phrase.size;
    const auto type = phrase.size == 1 ? type_of_word(i) : type_of_phrase(phrase.entry.kinds);
    if (type) names_.push_back({.from = i, .to = to, .type = type, .rule = "list"});
    return to;
  }

  static std::optional<EntityType> type_of_phrase(Kinds kinds) {
    if (kinds.any(kind::known_person)) return EntityType::person;
    return kinds.any(kind::any_org) ? EntityType::org : EntityType::place;
  }

  [[nodiscard]] std::optional<EntityType> type_of_word(std::size_t i) const {
    const auto& token = tokens_[i];
    constexpr auto words = kind::stop | kind::common | kind::title | kind::honorific | kind::never;
    const bool acronym = token.shape == Shape::caps && token.bytes.size() >= shortest_acronym &&
                         token.kinds.any(kind::org);
    if (acronym) return EntityType::org;
    if (token.kinds.any(words) || token.casing > seldom_lower) return std::nullopt;
    if (token.kinds.any(kind::known_person)) return EntityType::person;
    if (token.kinds.any(kind::org)) return EntityType::org;
    if (is_part_of_longer(i) || !is_sure_place(token)) return std::nullopt;
    return EntityType::place;
  }

  [[nodiscard]] bool is_sure_place(const Token& token) const {
    if (token.kinds.any(kind::sure_place)) return token.bytes.size() >= shortest_acronym;
    const auto word = token.bytes.of(text_);
    return token.kinds.any(kind::city) && !token.kinds.any(kind::given | kind::surname) &&
           std::find(german_nouns.begin(), german_nouns.end(), word) == german_nouns.end();
  }

  // "Paris Hilton": a name beside it that no list knows.
  [[nodiscard]] bool is_part_of_longer(std::size_t i) const {
    const auto unknown = [this](std::size_t at) {
      const auto& token = tokens_[at];
      constexpr auto known = kind::place | kind::any_org | kind::stop | kind::title;
      return token.named() && !token.starts_sentence && !token.kinds.any(known);
    };
    if (i + 1 < tokens_.size() && !tokens_[i + 1].after_break && unknown(i + 1)) return true;
    return i > 0 && !tokens_[i].after_break && unknown(i - 1);
  }

  std::string_view text_;
  std::span<const Token> tokens_;
  const Lexicon& lexicon_;
  std::vector<NameSpan> names_;
};

}  // namespace

std::vector<NameSpan> find_listed_names(std::string_view text, std::span<const Token> tokens,
                                        const Lexicon& lexicon) {
  return Finder(text, tokens, lexicon).run();
}

}  // namespace ae::indexing
