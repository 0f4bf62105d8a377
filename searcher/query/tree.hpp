// SPDX-License-Identifier: GPL-2.0-or-later
/// A query as understood: what the parser makes of the typed text, and matching works from.
#pragma once

#include "ae/searcher.hpp"
#include "common/dates/range.hpp"
#include "common/schema/fields.hpp"
#include "common/text/tokenizer.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ae::searching {

/// One word to look for.
struct Word {
  enum class Form : std::uint8_t {
    stem,    ///< any word of the same stem
    folded,  ///< the same letters; case, accents and separators do not count
    exact,   ///< as typed
  };
  enum class Pattern : std::uint8_t { plain, wildcard, fuzzy };

  std::string surface;  ///< as typed, composed
  std::string folded;   ///< of a wildcard: with its * and ?
  text::Token::Kind kind = text::Token::Kind::word;
  Form form = Form::stem;
  Pattern pattern = Pattern::plain;
  unsigned edits = 0;                   ///< of a fuzzy word: 1 or 2
  bool glued = false;                   ///< to the word before it, by a hyphen
  std::vector<std::string> variants{};  ///< other spellings that count as the same word, folded
};

/// Where words are looked for.
enum class Place : std::uint8_t { text, title, body, caption };  // text: title and body

struct Node {
  enum class Kind : std::uint8_t {
    everything,
    nothing,
    word,      ///< words[0] in place
    sequence,  ///< words next to each other, in order, in place
    near,      ///< children (words, sequences, any of them) at most distance apart, in place
    value,     ///< field is value; wildcard: some word of a value matches
    days,      ///< published in days; unknown: on no known day
    path,      ///< read from a path that value, a pattern, matches
    all,       ///< every child
    any,       ///< at least one child
    negation,  ///< not children[0]
  };
  Kind kind = Kind::nothing;
  Place place = Place::text;
  bool compound = false;   ///< of a sequence: one word typed with hyphens, not a phrase
  bool one_thing = false;  ///< of any: the first child as typed, the others the same in other words
  std::vector<Word> words{};
  std::uint32_t distance = 0;
  const schema::Field* field = nullptr;
  std::string value{};
  bool unknown = false;
  dates::DayRange days{};
  std::vector<Node> children{};
};

/// Whether \p word is neither a wildcard nor exact, nor a number.
[[nodiscard]] inline bool is_plain_word(const Word& word) noexcept {
  return word.kind == text::Token::Kind::word && word.pattern == Word::Pattern::plain &&
         word.form != Word::Form::exact;
}

/// Whether \p node is one word as it is usually typed: in any form.
[[nodiscard]] inline bool is_bare_word(const Node& node) noexcept {
  return node.kind == Node::Kind::word && is_plain_word(node.words.front()) &&
         node.words.front().form == Word::Form::stem;
}

/// The query in one line, as a person could type it again.
[[nodiscard]] std::string to_string(const Node& node);

/// \p nodes under one of \p kind; the only node itself, where there is one.
[[nodiscard]] Node combined(Node::Kind kind, std::vector<Node> nodes);

}  // namespace ae::searching
