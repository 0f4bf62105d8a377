// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/patterns.hpp"

#include "common/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace ae::searching {
namespace {

/// Words are cut to 100 bytes, so this many characters are enough.
constexpr std::size_t most_letters = 128;
using Letters = std::array<char32_t, most_letters>;

std::size_t spell(std::string_view word, Letters& letters) noexcept {
  std::size_t count = 0;
  for (std::size_t at = 0; at < word.size() && count < most_letters;) {
    const auto c = text::decode(word, at);
    letters[count++] = c.value;
    at += c.size;
  }
  return count;
}

}  // namespace

bool matches_wildcard(std::string_view text, std::string_view pattern) noexcept {
  std::size_t at = 0;
  std::size_t in_pattern = 0;
  std::size_t star = std::string_view::npos;  // the last * seen,
  std::size_t resume = 0;                     // and where the text goes on if it takes one more
  while (at < text.size()) {
    if (in_pattern < pattern.size() && pattern[in_pattern] == '*') {
      star = in_pattern++;
      resume = at;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == '?') {
      ++in_pattern;
      at += text::decode(text, at).size;
    } else if (in_pattern < pattern.size() && pattern[in_pattern] == text[at]) {
      ++in_pattern;
      ++at;
    } else if (star != std::string_view::npos) {
      in_pattern = star + 1;
      resume += text::decode(text, resume).size;
      at = resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', in_pattern) == std::string_view::npos;
}

bool within_edits(std::string_view a, std::string_view b, unsigned edits) {
  // A letter takes at most four bytes: a cheap test that most words fail.
  if (a.size() > b.size() + 4 * edits || b.size() > a.size() + 4 * edits) return false;
  Letters left;
  Letters right;
  const std::size_t rows = spell(a, left);
  const std::size_t columns = spell(b, right);
  if (rows > columns + edits || columns > rows + edits) return false;
  // Only the diagonal band of width 2 * edits + 1 can stay within the limit.
  const auto beyond = edits + 1;
  std::array<unsigned, most_letters + 2> row;
  for (std::size_t j = 0; j <= columns; ++j)
    row[j] = j <= edits ? static_cast<unsigned>(j) : beyond;
  for (std::size_t i = 1; i <= rows; ++i) {
    const std::size_t from = i > edits ? i - edits : 1;
    const std::size_t to = std::min(columns, i + edits);
    unsigned diagonal = row[from - 1];
    row[from - 1] = from == 1 && i <= edits ? static_cast<unsigned>(i) : beyond;
    unsigned best = row[from - 1];
    for (std::size_t j = from; j <= to; ++j) {
      const unsigned above = j == i + edits ? beyond : row[j];
      const unsigned changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, above + 1, row[j - 1] + 1});
      best = std::min(best, row[j]);
    }
    if (best > edits) return false;
  }
  return row[columns] <= edits;
}

}  // namespace ae::searching
