// SPDX-License-Identifier: GPL-2.0-or-later
/// Adds to a query tree the other ways in which its words may be written.
#pragma once

#include "searcher/query/tree.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ae::searching {

/// What the archives' vocabulary says about words.
class Lexicon {
 public:
  using Fields = std::vector<const schema::Field*>;

  virtual ~Lexicon() = default;

  /// Some article holds \p word with hyphens in it: for `writein`, `write-in`.
  [[nodiscard]] virtual bool is_hyphenated(std::string_view word) const = 0;

  /// Some article holds a word of that stem.
  [[nodiscard]] virtual bool is_known(std::string_view word) const = 0;

  /// Some article holds a word of the stem of \p variant, which a search for \p word leaves out.
  [[nodiscard]] virtual bool adds(std::string_view variant, std::string_view word) const = 0;

  /// Some article holds \p word, compared without case and accents.
  [[nodiscard]] virtual bool is_printed(std::string_view word) const = 0;

  /// At most \p most words that somebody who types \p word may mean, likeliest first.
  [[nodiscard]] virtual std::vector<std::string> corrections(std::string_view word,
                                                             std::size_t most) const = 0;

  /// The fields (person, org, place) in which some article names what is known by \p name.
  [[nodiscard]] virtual Fields fields_naming(std::string_view name) const = 0;
};

/// Of a phrase, as many pairs of neighbours are looked for in one word, too.
inline constexpr std::size_t max_joined_pairs = 16;

/// `write-in` also means `writein`. Where articles hyphenate `write-in`, `writein` also means
/// `write-in` and `write in`, and `write in` also means `writein`, as words, within phrases and
/// beside NEAR.
/// `favour` also means `favor` where articles spell it so; phrases stay as typed.
/// `Steve Bannon` also means the person by that name, whatever an article calls him.
[[nodiscard]] Node expand(Node node, const Lexicon& lexicon);

}  // namespace ae::searching
