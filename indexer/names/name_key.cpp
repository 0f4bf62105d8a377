// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/names/name_key.hpp"

#include "common/text/ascii.hpp"
#include "common/text/unicode.hpp"
#include "indexer/entities/lexicon.hpp"

#include <algorithm>
#include <array>

namespace ae::indexing {
namespace {

constexpr unsigned person = 0;
constexpr unsigned org = 1;

constexpr std::array<std::string_view, 18> company_words{
    "ab",           "ag",      "asa", "co",  "company", "corp", "corporation", "gmbh", "inc",
    "incorporated", "limited", "llc", "llp", "ltd",     "nv",   "oyj",         "plc",  "sa"};

constexpr std::array<std::string_view, 6> generations{"ii", "iii", "iv", "jr", "sr", "v"};

bool is_one_of(std::string_view word, const auto& words) {
  return std::ranges::find(words, word) != words.end();
}

/// Dots and apostrophes join what they stand between ("U.S.", "O'Neill"); other marks part it.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words{{}};
  for (const char c : text::fold(name)) {
    const bool part =
        static_cast<unsigned char>(c) >= 0x80 || ascii::is_alpha(c) || ascii::is_digit(c);
    if (part)
      words.back() += c;
    else if (c != '.' && c != '\'' && !words.back().empty())
      words.emplace_back();
  }
  std::erase_if(words, [](const std::string& word) { return word.empty(); });
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

/// "stephen" for "steve"; the word itself where it is no nickname.
std::string formal(const std::string& first) {
  const Entry entry = lexicon().find(word_key(first));
  if (!entry.kinds.any(kind::nickname) || entry.person.empty()) return first;
  return text::fold(entry.person);
}

}  // namespace

std::string name_key(std::string_view name, unsigned type) {
  auto words = words_of(name);
  if (type != person && words.size() > 1 && words.front() == "the") words.erase(words.begin());
  while (type == org && words.size() > 1 && is_one_of(words.back(), company_words))
    words.pop_back();
  return joined(words);
}

PersonName read_person(std::string_view key) {
  auto words = words_of(key);
  while (words.size() > 1 && is_one_of(words.back(), generations)) words.pop_back();
  PersonName name;
  if (words.empty()) return name;
  name.last = std::move(words.back());
  words.pop_back();
  if (words.empty()) return name;
  name.first = formal(words.front());
  words.erase(words.begin());
  name.middle = joined(words);
  return name;
}

}  // namespace ae::indexing
