// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/word_scan.hpp"

#include "common/store/codec.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace ae::searching;

namespace {

using Kernel = Beginnings::Kernel;

std::uint32_t below(std::mt19937& random, std::uint32_t bound) {
  return static_cast<std::uint32_t>(random() % bound);
}

std::vector<std::size_t> places(const WordScan& scan, std::string_view zone) {
  std::vector<std::size_t> found;
  scan.each(zone, [&](std::size_t at) {
    found.push_back(at);
    return true;
  });
  return found;
}

/// A zone, and where each of its numbers begins.
struct Zone {
  std::string bytes;
  std::vector<std::size_t> begins;
  std::vector<std::uint32_t> numbers;
};

Zone any_zone(std::mt19937& random, std::uint32_t words) {
  Zone zone;
  for (auto left = random() % 400; left > 0; --left) {
    zone.numbers.push_back(below(random, random() % 2 == 0 ? 8 : words));
    zone.begins.push_back(zone.bytes.size());
    ae::store::append_varint(zone.bytes, zone.numbers.back());
  }
  return zone;
}

std::vector<std::uint32_t> any_numbers(std::mt19937& random, std::uint32_t words) {
  std::set<std::uint32_t> numbers;
  for (auto left = 1 + random() % (random() % 3 == 0 ? 60 : 4); left > 0; --left)
    numbers.insert(1 + below(random, random() % 2 == 0 ? 200 : words));
  return {numbers.begin(), numbers.end()};
}

}  // namespace

TEST_CASE("a scan tells where numbers begin, and every wanted one", "[searcher][match]") {
  const auto kernel = GENERATE(Kernel::plain, Beginnings::best());
  std::mt19937 random(20261122);
  for (int round = 0; round < 300; ++round) {
    const std::uint32_t words = round % 3 == 0 ? 300 : round % 3 == 1 ? 40'000 : 20'000'000;
    const Zone zone = any_zone(random, words);
    const auto numbers = any_numbers(random, words);
    const auto found = places(WordScan(NumberSet(numbers), kernel), zone.bytes);
    CAPTURE(round, zone.bytes.size(), numbers.size());
    CHECK(std::ranges::includes(zone.begins, found));
    for (std::size_t i = 0; i < zone.begins.size(); ++i)
      if (std::ranges::binary_search(numbers, zone.numbers[i]))
        CHECK(std::ranges::binary_search(found, zone.begins[i]));
  }
}

TEST_CASE("every processor finds the same places", "[searcher][match]") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const Zone zone = any_zone(random, 40'000);
    const NumberSet wanted(any_numbers(random, 40'000));
    CAPTURE(round, zone.bytes.size());
    CHECK(places(WordScan(wanted, Kernel::plain), zone.bytes) ==
          places(WordScan(wanted, Beginnings::best()), zone.bytes));
  }
}

TEST_CASE("eight numbers of two bytes are found without others beside them", "[searcher][match]") {
  const std::vector<std::uint32_t> numbers{200, 300, 1000, 2000, 5000, 9000, 12'000, 16'000};
  std::string zone;
  std::vector<std::size_t> expected;
  for (std::uint32_t number = 128; number < 16'384; ++number) {
    if (std::ranges::binary_search(numbers, number)) expected.push_back(zone.size());
    ae::store::append_varint(zone, number);
  }
  CHECK(places(WordScan(NumberSet(numbers)), zone) == expected);
}

TEST_CASE("a scan ends where it is told to", "[searcher][match]") {
  const std::string zone(500, '\1');
  std::size_t calls = 0;
  WordScan(NumberSet(std::vector<std::uint32_t>{1})).each(zone, [&](std::size_t) {
    return ++calls < 3;
  });
  CHECK(calls == 3);
}
