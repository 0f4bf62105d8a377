// SPDX-License-Identifier: GPL-2.0-or-later
/// Which language a text is in: by its script where that decides, else by its small words.
#include "common/text/ascii.hpp"
#include "indexer/analysis/language_words.hpp"
#include "indexer/analysis/steps.hpp"
#include "indexer/cleaning/phrases.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

namespace ae::indexing {
namespace {

constexpr std::size_t sample_bytes = 8'000;  ///< of the text; more changes no verdict
constexpr std::size_t least_hits = 3;        ///< small words below which nothing is said
constexpr double least_share = 0.12;         ///< of all words; headlines alone stay below
constexpr double least_lead = 1.05;          ///< over the second: Danish and Norwegian are close

enum class Script : std::uint8_t {
  latin,
  cyrillic,
  arabic,
  devanagari,
  greek,
  hebrew,
  armenian,
  tamil,
  thai,
  georgian,
  hangul,
  kana,
  han,
  other
};
constexpr std::size_t script_count = static_cast<std::size_t>(Script::other) + 1;

struct Range {
  std::int32_t first;
  std::int32_t last;
  Script script;
};

/// Blocks of Unicode 15 that hold the letters of these scripts.
constexpr std::array ranges{
    Range{0x0041, 0x024f, Script::latin},      Range{0x0370, 0x03ff, Script::greek},
    Range{0x0400, 0x052f, Script::cyrillic},   Range{0x0530, 0x058f, Script::armenian},
    Range{0x0590, 0x05ff, Script::hebrew},     Range{0x0600, 0x077f, Script::arabic},
    Range{0x0900, 0x097f, Script::devanagari}, Range{0x0b80, 0x0bff, Script::tamil},
    Range{0x0e00, 0x0e7f, Script::thai},       Range{0x10a0, 0x10ff, Script::georgian},
    Range{0x1e00, 0x1eff, Script::latin},      Range{0x3040, 0x30ff, Script::kana},
    Range{0x3400, 0x9fff, Script::han},        Range{0xac00, 0xd7af, Script::hangul}};

Script script_of(std::int32_t letter) {
  for (const Range& range : ranges)
    if (letter >= range.first && letter <= range.last) return range.script;
  return Script::other;
}

bool is_letter(std::int32_t code) {
  if (code < 0x80) return ascii::is_alpha(static_cast<char>(code));
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
      return true;
    default:
      return false;
  }
}

/// What a sample of text holds.
struct Sample {
  std::vector<std::string> words;  ///< in small letters
  std::array<std::size_t, script_count> letters{};
  std::size_t total = 0;  ///< letters
};

void append_small(std::int32_t letter, std::string& word) {
  if (letter < 0x80) {
    word += ascii::to_lower(static_cast<char>(letter));
    return;
  }
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto size = utf8proc_encode_char(utf8proc_tolower(letter), bytes.data());
  for (std::size_t i = 0; i < static_cast<std::size_t>(size); ++i)
    word += static_cast<char>(bytes[i]);
}

Sample take_sample(std::string_view text) {
  text = text.substr(0, sample_bytes);
  Sample sample;
  std::string word;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  auto left = static_cast<utf8proc_ssize_t>(text.size());
  while (left > 0) {
    utf8proc_int32_t code = 0;
    const auto size = std::max<utf8proc_ssize_t>(1, utf8proc_iterate(at, left, &code));
    at += size;
    left -= size;
    if (code > 0 && is_letter(code)) {
      append_small(code, word);
      ++sample.letters[static_cast<std::size_t>(script_of(code))];
      ++sample.total;
    } else if (!word.empty()) {
      sample.words.push_back(std::move(word));
      word.clear();
    }
  }
  return sample;
}

using WordTable = std::unordered_map<std::string_view, std::uint32_t>;

/// Word -> one bit for each language that has it.
const WordTable& word_table() {
  static const WordTable table = [] {
    static_assert(language_words.size() <= 32, "one bit a language");
    WordTable made;
    for (std::size_t i = 0; i < language_words.size(); ++i)
      for (const std::string_view word : words_of(language_words[i].words))
        made[word] |= std::uint32_t{1} << i;
    return made;
  }();
  return table;
}

/// The language whose small words make up the largest share, if it leads clearly.
Language by_words(const Sample& sample) {
  std::array<std::size_t, language_words.size()> hits{};
  for (const std::string& word : sample.words) {
    const auto found = word_table().find(word);
    if (found == word_table().end()) continue;
    for (std::size_t i = 0; i < hits.size(); ++i) hits[i] += (found->second >> i) & 1U;
  }
  const auto best = std::max_element(hits.begin(), hits.end());
  const auto index = static_cast<std::size_t>(best - hits.begin());
  const std::size_t first = *best;
  *best = 0;
  const std::size_t second = *std::max_element(hits.begin(), hits.end());
  const double share = static_cast<double>(first) / static_cast<double>(sample.words.size() + 1);
  if (first < least_hits || share < least_share ||
      static_cast<double>(first) < least_lead * static_cast<double>(second))
    return {};
  return {std::string(language_words[index].code), "function words", std::min(0.99, 0.6 + share)};
}

/// Scripts that one language of news writes.
constexpr std::string_view only_language(Script script) {
  switch (script) {
    case Script::greek:
      return "el";
    case Script::hebrew:
      return "he";
    case Script::armenian:
      return "hy";
    case Script::tamil:
      return "ta";
    case Script::thai:
      return "th";
    case Script::georgian:
      return "ka";
    case Script::hangul:
      return "ko";
    case Script::kana:
      return "ja";
    case Script::han:
      return "zh";
    default:
      return {};
  }
}

}  // namespace

Language identify_language(std::string_view text) {
  const Sample sample = take_sample(text);
  if (sample.total < 8) return {};
  const auto count = [&](Script script) {
    return sample.letters[static_cast<std::size_t>(script)];
  };
  const auto most = std::max_element(sample.letters.begin(), sample.letters.end());
  auto script = static_cast<Script>(most - sample.letters.begin());
  // Japanese writes its nouns in Chinese characters, but no sentence without kana.
  if (script == Script::han && 20 * count(Script::kana) > count(Script::han)) script = Script::kana;
  const std::string_view only = only_language(script);
  if (only.empty()) return by_words(sample);
  if (2 * *most < sample.total && script != Script::kana) return {};
  return {std::string(only), "script", 0.95};
}

std::string language_code(std::string_view declared) {
  const std::string lower = ascii::lower(ascii::trim(declared.substr(0, 64)));
  const std::string start = lower.substr(0, lower.find_first_of("-_ ,;"));
  if (start.size() == 2 && std::all_of(start.begin(), start.end(), ascii::is_lower))
    return start == "nb" || start == "nn" ? "no" : start;
  if (start.empty()) return {};
  const std::string name = " " + start + " ";
  for (const LanguageWords& language : language_words)
    if (language.names.find(name) != std::string_view::npos) return std::string(language.code);
  return {};
}

}  // namespace ae::indexing
