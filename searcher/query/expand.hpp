// SPDX-License-Identifier: GPL-2.0-or-later
/// Adds to a query tree the other ways in which its words may be written.
#pragma once

#include "searcher/query/tree.hpp"

#include <string_view>

namespace ae::searching {

/// What the archives' vocabulary says about words.
class Lexicon {
 public:
  virtual ~Lexicon() = default;

  /// Some article holds \p word with hyphens in it: for `writein`, `write-in`.
  [[nodiscard]] virtual bool is_hyphenated(std::string_view word) const = 0;

  /// Some article holds a word of that stem.
  [[nodiscard]] virtual bool is_known(std::string_view word) const = 0;
};

/// `write-in` also means `writein`. Where articles hyphenate `write-in`, `writein` also means
/// `write-in` and `write in`, and `write in` also means `writein`, as words and within phrases.
[[nodiscard]] Node expand(Node node, const Lexicon& lexicon);

}  // namespace ae::searching
