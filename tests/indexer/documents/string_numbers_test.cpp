// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/string_numbers.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>

using ae::indexing::StringNumbers;

TEST_CASE("every string has one number, in the order of first sight", "[indexer][documents]") {
  StringNumbers numbers;
  std::map<std::string, std::uint32_t> expected;
  std::minstd_rand random(3);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = std::to_string(random() % 7000);
    if (random() % 50 == 0) text.assign(random() % 100'000, static_cast<char>('a' + random() % 3));
    const auto [number, added] = numbers.number(text);
    const auto [at, is_new] = expected.emplace(text, numbers.size() - 1);
    REQUIRE(added == is_new);
    REQUIRE(number == at->second);
  }
  REQUIRE(numbers.size() == expected.size());
  for (const auto& [text, number] : expected) REQUIRE(numbers.string(number) == text);
}

TEST_CASE("strings that begin alike, or end in zeros, have numbers of their own",
          "[indexer][documents]") {
  StringNumbers numbers;
  std::uint32_t expected = 0;
  for (const char* const word : {"", "a", "elephant", "elephants", "elephantine", "elephantina",
                                 "elephants' trunk", "elephants' trunks", "elephants' trunkS"})
    for (const std::size_t zeros : {0U, 1U, 7U, 8U, 9U, 15U, 16U}) {
      const std::string text = word + std::string(zeros, '\0');
      for (const std::uint16_t tag : std::array<std::uint16_t, 3>{0, 1, 256}) {
        CAPTURE(word, zeros, tag);
        CHECK(numbers.number(text, tag) == std::pair{expected, true});
        CHECK(numbers.number(text, tag) == std::pair{expected, false});
        CHECK(numbers.string(expected++) == text);
      }
    }
}

TEST_CASE("a string that was sought before the table grew has its number", "[indexer][documents]") {
  StringNumbers numbers;
  const auto known = numbers.number("Lantern").first;
  const auto lantern = numbers.seek("Lantern");
  const auto unknown = numbers.seek("a string of more than eight bytes");
  for (int i = 0; i < 5'000; ++i) static_cast<void>(numbers.number(std::to_string(i)));
  CHECK(numbers.number(lantern) == std::pair{known, false});
  const auto [number, added] = numbers.number(unknown);
  CHECK(added);
  CHECK(numbers.string(number) == "a string of more than eight bytes");
}

TEST_CASE("a string within a text has the number that it has alone", "[indexer][documents]") {
  StringNumbers numbers;
  const std::string text = "an elephant, two elephants and an elephantine hippopotamus' trunk";
  for (std::size_t from = 0; from < text.size(); ++from)
    for (std::size_t size = 0; from + size <= text.size(); ++size) {
      const auto part = std::string_view(text).substr(from, size);
      const auto number = numbers.number(std::string(part), 2).first;
      REQUIRE(numbers.number(numbers.seek_within(text, part, 2)) == std::pair{number, false});
    }
}
