// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/present/sentences.hpp"

#include "common/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ae::searching {
namespace {

/// A dot behind these ends no sentence.
bool is_abbreviation(std::string_view folded) noexcept {
  static constexpr std::array<std::string_view, 46> words{
      "adm",  "ala", "apr",  "ariz", "aug", "ave", "calif", "capt", "cf",  "co",  "col",  "conn",
      "corp", "dec", "dept", "dr",   "feb", "fla", "gen",   "gov",  "inc", "jan", "jr",   "lt",
      "ltd",  "maj", "mr",   "mrs",  "ms",  "mt",  "no",    "nov",  "oct", "pa",  "prof", "rep",
      "rev",  "sen", "sept", "sgt",  "sr",  "st",  "tenn",  "tex",  "vs",  "va"};
  return std::ranges::find(words, folded) != words.end();
}

/// What stands between two words ends a sentence: a paragraph, or a full stop before a capital.
bool ends_sentence(std::string_view text, const text::Token& before, const text::Token& after) {
  const Span between{before.bytes.to, after.bytes.from};
  if (before.kind == text::Token::Kind::gap || after.kind == text::Token::Kind::gap) return true;
  if (between.to <= between.from) return false;
  const std::string_view gap = between.of(text);
  if (gap == " ") return false;  // as nearly always
  if (gap.find("\n\n") != std::string_view::npos) return true;
  if (gap.find("\u3002") != std::string_view::npos) return true;
  const std::size_t stop = gap.find_first_of(".!?");
  const bool initials_stop =
      before.kind == text::Token::Kind::initials && text[before.bytes.to - 1] == '.';
  if (stop == std::string_view::npos && !initials_stop) return false;
  if (gap.find_first_of(" \n\t") == std::string_view::npos) return false;
  const char32_t next = text::decode(text, after.bytes.from).value;
  const bool capital = text::is_upper(next) || text::classify(next) != text::CharClass::letter;
  if (initials_stop) return false;  // "the U.S. Senate": mostly no end; a long sentence is no harm
  if (gap[stop] != '.') return capital;
  const std::string_view word = before.bytes.of(text);
  const bool initial = word.size() == 1 && text::is_upper(text::decode(word, 0).value);
  return capital && !initial && !(stop == 0 && is_abbreviation(text::fold(word)));
}

/// Where a sentence that ends between two words ends: behind its last mark, before white space.
std::size_t end_of_sentence(std::string_view text, std::size_t from, std::size_t to) {
  const std::size_t space = text.substr(from, to - from).find_first_of(" \n\t");
  return space == std::string_view::npos ? to : from + space;
}

Span trimmed(std::string_view text, Span span) {
  const auto is_space = [&](std::size_t at) {
    return text[at] == ' ' || text[at] == '\n' || text[at] == '\t';
  };
  while (span.from < span.to && is_space(span.from)) ++span.from;
  while (span.to > span.from && is_space(span.to - 1)) --span.to;
  return span;
}

}  // namespace

std::vector<Span> find_sentences(std::string_view text, std::span<const text::Token> tokens) {
  std::vector<Span> sentences;
  std::size_t from = 0;
  const auto close = [&](std::size_t to) {
    const Span sentence = trimmed(text, {from, to});
    if (!sentence.empty()) sentences.push_back(sentence);
    from = to;
  };
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i)
    if (ends_sentence(text, tokens[i], tokens[i + 1]))
      close(end_of_sentence(text, tokens[i].bytes.to, tokens[i + 1].bytes.from));
  close(text.size());
  return sentences;
}

}  // namespace ae::searching
