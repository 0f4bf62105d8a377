// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/string_numbers.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <string>

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
