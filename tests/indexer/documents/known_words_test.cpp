// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/known_words.hpp"

#include "indexer/documents/vocabulary.hpp"

#include <catch2/catch.hpp>

#include <memory>
#include <string>

using namespace ae;
using indexing::KnownWords;
using indexing::Vocabulary;
using text::Token;

namespace {

std::uint32_t number(Vocabulary& vocabulary, std::string_view word,
                     Token::Kind kind = Token::Kind::word) {
  return vocabulary.number(word, {.bytes = {0, word.size()}, .kind = kind}, 0);
}

}  // namespace

TEST_CASE("a segment numbers its own words, whatever is known of others", "[indexer][documents]") {
  const auto known = std::make_shared<KnownWords>();
  {
    Vocabulary before(known);
    for (const char* const word : {"Lanterns", "counted", "votes"}) (void)number(before, word);
    CHECK(before.size() == 3);
  }
  Vocabulary vocabulary(known);
  CHECK(number(vocabulary, "goose") == 1);
  CHECK(number(vocabulary, "votes") == 2);
  CHECK(number(vocabulary, "goose") == 1);
  CHECK(vocabulary.size() == 2);
  CHECK(vocabulary.word(2) == store::WordForms{"votes", "votes", "vote"});
  CHECK(vocabulary.terms() == std::vector<std::string_view>{"Zgoos", "Zvote"});
}

TEST_CASE("terms of words and others share one row of numbers", "[indexer][documents]") {
  Vocabulary vocabulary;
  const auto votes = number(vocabulary, "Votes");
  const auto vote = number(vocabulary, "vote");
  CHECK(votes != vote);
  CHECK(vocabulary.body_term(votes) == vocabulary.body_term(vote));
  const auto day = vocabulary.term("D20171213");
  const auto title = vocabulary.term(votes, store::Zone::title);
  CHECK(vocabulary.term("D20171213") == day);
  CHECK(vocabulary.terms()[day] == "D20171213");
  CHECK(vocabulary.terms()[title] == "ZSvote");
  CHECK(vocabulary.terms().size() == 3);
}

TEST_CASE("words that are spelt alike are told apart by kind and language",
          "[indexer][documents]") {
  Vocabulary vocabulary;
  const auto us = number(vocabulary, "US");
  const auto abbreviation = number(vocabulary, "US", Token::Kind::initials);
  const auto german = vocabulary.number("US", {.bytes = {0, 2}}, text::language_number("de"));
  CHECK(us != abbreviation);
  CHECK(us != german);
  CHECK(vocabulary.word(us).folded == "us");
  CHECK(vocabulary.word(abbreviation).folded == "u.s");
  CHECK(vocabulary.word(german).stem == "us/de");
}

TEST_CASE("glued words have a term together, unless that is too long", "[indexer][documents]") {
  Vocabulary vocabulary;
  const std::vector<std::uint32_t> words{number(vocabulary, "write"), number(vocabulary, "in")};
  const auto joined = vocabulary.joined_term(words, 0);
  REQUIRE(joined);
  CHECK(vocabulary.terms()[*joined] == "ZJwritein");
  CHECK(vocabulary.joined_term(words, 0) == joined);
  const std::uint32_t longest = number(vocabulary, std::string(text::max_word_bytes, 'x'));
  CHECK(vocabulary.joined_term(std::vector{longest, longest}, 0) == std::nullopt);
  CHECK(vocabulary.joined_term(std::vector(text::max_word_bytes + 1, words[0]), 0) == std::nullopt);
}

TEST_CASE("known words say when they are too many", "[indexer][documents]") {
  KnownWords known;
  CHECK_FALSE(known.is_full());
  for (int i = 0; i <= 50'000; ++i) {
    const std::string word = std::to_string(i);
    (void)known.number(known.seek(word, {.bytes = {0, word.size()}}, 0), Token::Kind::number, 0);
  }
  CHECK(known.is_full());
}
