// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cleaning/phrases.hpp"

#include "common/text/ascii.hpp"

namespace ae::indexing {
namespace {

/// The next run of \p text from \p at on, which moves behind it.
std::string_view next_word(std::string_view text, std::size_t& at) {
  while (at < text.size() && ascii::is_space(text[at])) ++at;
  const std::size_t start = at;
  while (at < text.size() && !ascii::is_space(text[at])) ++at;
  return text.substr(start, at - start);
}

constexpr std::string_view punctuation = " \t\r\n.,;:|-\"'()[]/*_>";

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view word = next_word(text, at);
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

std::size_t count_words(std::string_view text, std::size_t limit) {
  std::size_t count = 0;
  for (std::size_t at = 0; count <= limit && !next_word(text, at).empty();) ++count;
  return count;
}

bool ends_sentence(std::string_view text) {
  constexpr std::array<std::string_view, 7> closing{"\"", "'", ")", "”", "’", "»", "“"};
  constexpr std::array<std::string_view, 7> stops{".", "!", "?", "…", "。", "！", "？"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : closing) {
      if (!text.ends_with(mark)) continue;
      text.remove_suffix(mark.size());
      again = true;
    }
  }
  for (const std::string_view stop : stops)
    if (text.ends_with(stop)) return true;
  return false;
}

std::string_view strip_punctuation(std::string_view text) {
  const std::size_t from = text.find_first_not_of(punctuation);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(punctuation) - from + 1);
}

bool is_capitalised(std::string_view word) {
  return !word.empty() && (ascii::is_upper(word.front()) || ascii::is_wide(word.front()));
}

bool is_clock(std::string_view word) {
  std::size_t colons = 0;
  std::size_t digits = 0;
  for (const char c : word) {
    if (c == ':' && digits > 0) {
      ++colons;
      digits = 0;
    } else if (ascii::is_digit(c) && digits < 2) {
      ++digits;
    } else {
      return false;
    }
  }
  return digits == 2 && colons >= 1 && colons <= 2;
}

}  // namespace ae::indexing
