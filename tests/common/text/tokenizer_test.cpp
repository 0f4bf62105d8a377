// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/tokenizer.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using ae::text::Token;
using ae::text::tokenize;

namespace {

/// The folded words of a text, `+` before those glued to the one before.
std::string words(std::string_view text) {
  std::string out;
  for (const Token& token : tokenize(text)) {
    if (!out.empty()) out += token.glued ? "+" : " ";
    out += ae::text::fold(token.bytes.of(text), token.kind);
  }
  return out;
}

}  // namespace

TEST_CASE("all words at once are those that come one after the other", "[common][text]") {
  constexpr std::array<std::string_view, 27> pieces{
      "a", "US", "WHO", "it",   "Lantern",  "lower", "7", "42",     "1,000",
      "'", "’",  "s",   "-",    ".",        ",",     " ", "\n",     "&",
      "é", "—",  "北",  "\xff", "\xe5\x8c", "_",     "t", "\u2010", "%"};
  std::minstd_rand random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) text += pieces[random() % pieces.size()];
    if (round % 100 == 0) text.insert(random() % (text.size() + 1), 50 + random() % 100, 'x');
    ae::text::Tokenizer tokenizer(text);
    std::vector<Token> expected;
    while (const auto token = tokenizer.next()) expected.push_back(*token);
    CAPTURE(text);
    REQUIRE(tokenize(text) == expected);
  }
}

TEST_CASE("text is cut into the words that people compare", "[common][text]") {
  struct Row {
    const char* text;
    const char* words;
  };
  const auto row = GENERATE(values<Row>({
      {"The write-in votes", "the write+in votes"},
      {"hmm...what", "hmm what"},
      {"wait … what—now", "wait what now"},
      {"Moore's loss, Moore’s and Jones' win", "moore loss moore and jones win"},
      {"don't we’ll I'm", "don't we'll i'm"},
      {"O'Neill d'études l’été", "o+neill d+etudes l+ete"},
      {"d'or l’un n'y I'd y'all", "d+or l+un n+y i'd y+all"},
      {"the U.S. Senate and the US Senate", "the u.s senate and the u.s senate"},
      {"tell us all\nTELL US ALL", "tell us all tell us all"},
      {"THEY TELL US ALL", "they tell us all"},
      {"they did NOT go AT ALL", "they did not go at all"},
      {"the GOP and the G.O.P. of N.J., at 11:30 p.m.", "the gop and the gop of nj at 11 30 pm"},
      {"D-N.J.", "d+nj"},
      {"U.S.-backed", "u.s+backed"},
      {"20,715 votes, 20715, 1,234,567 and 12,34", "20715 votes 20715 1234567 and 12 34"},
      {"$4.1 million; 49.9-48.4%", "4.1 million 49.9+48.4"},
      {"AT&T and R&D & co", "at&t and r&d co"},
      {"café CAFÉ cafe\u0301", "cafe cafe cafe"},
      {"Straße Łódź Ærø", "strasse lodz aero"},
      {"йод и ёлка", "йод и елка"},
      {"北京大学 in 北", "北京 京大 大学 in 北"},
      {"https://x.example/a_b?c=d", "https x example a b c d"},
      {"F-16, G20 and 2nd", "f+16 g20 and 2nd"},
      {"e-mail me@x.example #metoo", "e+mail me x example metoo"},
      {"-recount --x", "recount x"},
      {"\xff\xfe ab\xc3", "ab"},
      {"", ""},
  }));
  CAPTURE(row.text);
  CHECK(words(row.text) == row.words);
}

TEST_CASE("a text of one kind of character is read in linear time", "[common][text]") {
  const auto piece = GENERATE(as<std::string>{}, "ab'", "a'", "a.", "1,", "1,234", "-", "a-", "北",
                              "\u0301", "&a", "\xff");
  CAPTURE(piece);
  std::string text;
  while (text.size() < 2'000'000) text += piece;
  CHECK_NOTHROW(tokenize(text));
}

TEST_CASE("tokens lie in the text, in order, and within their limit", "[common][text]") {
  std::mt19937 random(1);
  static constexpr std::string_view pieces[] = {"a",  "U.",   "S.", "-",   "'", "’",
                                                "s",  "1",    ",",  "123", ".", "é",
                                                "北", "\xff", " ",  "\n",  "&", "Wort"};
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += pieces[random() % std::size(pieces)];
    std::size_t last = 0;
    for (const Token& token : tokenize(text)) {
      REQUIRE(token.bytes.from < token.bytes.to);
      REQUIRE(token.bytes.to <= text.size());
      REQUIRE(token.bytes.from >= last);
      last = token.kind == Token::Kind::cjk ? token.bytes.from : token.bytes.to;
    }
  }
  const std::string endless(5000, 'x');
  REQUIRE(tokenize(endless).size() == 1);
  CHECK(tokenize(endless)[0].bytes.size() == ae::text::max_word_bytes);
}
