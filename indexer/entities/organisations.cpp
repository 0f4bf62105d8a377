// SPDX-License-Identifier: GPL-2.0-or-later
/// See organisations.hpp.
#include "indexer/entities/organisations.hpp"

#include "indexer/entities/shown_name.hpp"

namespace ae::indexing {
namespace {

// U.S. evidence wanted before a bare "Senate" is the U.S. Senate.
constexpr std::size_t enough_us_evidence = 2;

constexpr std::size_t longest_acronym = 12;  // letters

bool is_us_party(std::string_view word) {
  return word.starts_with("Republican") || word.starts_with("Democrat");
}

// A state or a party says less than the country itself.
std::size_t us_evidence(std::string_view text, std::span<const Token> tokens, std::size_t i,
                        const Lexicon& lexicon) {
  const auto& token = tokens[i];
  if (token.kinds.any(kind::state)) return 1;
  if (token.kinds.any(kind::demonym) && is_us_party(token.bytes.of(text))) return 1;
  const auto phrase = lexicon.longest(tokens, i, tokens.size(), kind::country | kind::org);
  if (phrase.size == 0) return 0;
  const bool country =
      phrase.entry.place == "United States" && (phrase.size > 1 || token.shape == Shape::caps);
  return country || phrase.entry.org == "Republican Party" ? 2 : 0;
}

bool has_us_context(std::string_view text, std::span<const Token> tokens, const Lexicon& lexicon) {
  std::size_t evidence = 0;
  for (std::size_t i = 0; i < tokens.size() && evidence < enough_us_evidence; ++i) {
    if (tokens[i].named()) evidence += us_evidence(text, tokens, i, lexicon);
  }
  return evidence >= enough_us_evidence;
}

}  // namespace

Organisations::Organisations(std::string_view text, std::span<const Token> tokens,
                             const Lexicon& lexicon)
    : text_(text),
      tokens_(tokens),
      lexicon_(lexicon),
      in_us_(has_us_context(text, tokens, lexicon)) {}

void Organisations::add_long(const NameSpan& name) {
  std::string initials;
  for (const auto& token : name.words(tokens_)) {
    if (token.named() && initials.size() < longest_acronym) {
      initials += token.bytes.of(text_).front();
    }
  }
  if (initials.size() >= 2) by_acronym_.emplace(word_key(initials), display(name));
  const auto& first = tokens_[name.from];
  const auto& last = tokens_[name.to - 1];
  constexpr auto plain = kind::place | kind::demonym | kind::common | kind::title;
  const bool firm = last.kinds.any(kind::org_tail | kind::org_head) ||
                    lexicon_.find(name.words(tokens_)).kinds.any(kind::org);
  if (first.kinds.any(plain)) return;
  if (firm) by_first_word_.emplace(first.key, display(name));
  const bool two_names = name.size() == 2 && !last.kinds.any(plain | kind::org_head);
  if (last.kinds.any(kind::org_tail) || two_names) firms_.emplace(first.key, display(name));
}

std::string_view Organisations::by_acronym(const Token& word) const {
  const auto found = by_acronym_.find(word.key);
  return found == by_acronym_.end() ? std::string_view{} : found->second;
}

std::string_view Organisations::by_first_word(const Token& word) const {
  const auto found = by_first_word_.find(word.key);
  return found == by_first_word_.end() ? std::string_view{} : found->second;
}

std::string Organisations::display(NameSpan name) const {
  if (name.size() > 1 && tokens_[name.from].bytes.of(text_) == "The") ++name.from;
  if (const auto entry = listed(name); !entry.org.empty()) return listed_name(entry, name);
  if (name.size() == 1) {
    const auto& word = tokens_[name.from];
    if (word.shape == Shape::caps)
      if (const auto org = by_acronym(word); !org.empty()) return std::string(org);
    if (const auto firm = firms_.find(word.key); firm != firms_.end()) return firm->second;
  }
  while (name.size() > 1 && is_legal_tail(name.to - 1)) {
    --name.to;
    if (const auto entry = listed(name); !entry.org.empty()) return listed_name(entry, name);
  }
  return written(name);
}

Entry Organisations::listed(NameSpan name) const {
  const auto entry = lexicon_.find_shown(phrase_key(name.words(tokens_)));
  const bool national = name.size() >= 3 && tokens_[name.from].kinds.any(kind::country);
  if (!entry.org.empty() || !national) return entry;
  ++name.from;
  return lexicon_.find_shown(phrase_key(name.words(tokens_)));
}

std::string Organisations::listed_name(const Entry& entry, const NameSpan& name) const {
  const bool chamber = entry.kinds.any(kind::us_chamber) && !entry.kinds.any(kind::org);
  return chamber && !in_us_ ? written(name) : std::string(entry.org);
}

// "Inc.", "Ltd", "& Co", but not "Airlines" or "Group".
bool Organisations::is_legal_tail(std::size_t i) const {
  if (tokens_[i].mark == '&') return true;
  if (!tokens_[i].kinds.any(kind::org_tail)) return false;
  const auto word = tokens_[i].bytes.of(text_);
  return word.size() <= 5 || word == "Corporation" || word == "Incorporated" || word == "Limited";
}

std::string Organisations::written(const NameSpan& name) const {
  return tidy(text_.substr(tokens_[name.from].bytes.from,
                           tokens_[name.to - 1].bytes.to - tokens_[name.from].bytes.from));
}

}  // namespace ae::indexing
