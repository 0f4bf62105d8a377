// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/occurrences.hpp"

#include "common/store/codec.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace ae::searching;

namespace {

NumberSet word(const std::vector<std::uint32_t>& numbers) { return NumberSet(numbers); }

std::string written(const std::vector<std::uint32_t>& numbers) {
  std::string bytes;
  for (const std::uint32_t number : numbers) ae::store::append_varint(bytes, number);
  return bytes;
}

std::string spelled(const std::vector<Run>& runs) {
  std::string out;
  for (const Run& run : runs) out += fmt::format("{}-{} ", run.first, run.last);
  return out;
}

bool are_near(const Run& a, const Run& b, std::uint32_t distance) {
  return a != b && a.first <= std::uint64_t{b.last} + distance &&
         b.first <= std::uint64_t{a.last} + distance;
}

/// Every run that some chain from the first operand to the last goes through, by trying all.
void extend(const std::vector<std::vector<Run>>& operands, std::uint32_t distance,
            std::vector<Run>& chain, std::vector<Run>& found) {
  if (chain.size() == operands.size()) {
    found.insert(found.end(), chain.begin(), chain.end());
    return;
  }
  for (const Run& next : operands[chain.size()]) {
    if (!chain.empty() && !are_near(chain.back(), next, distance)) continue;
    chain.push_back(next);
    extend(operands, distance, chain, found);
    chain.pop_back();
  }
}

void sort_unique(std::vector<Run>& runs) {
  std::ranges::sort(runs);
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
}

}  // namespace

TEST_CASE("a sequence is found wherever it stands, and in no gap", "[searcher][match]") {
  const NumberSet a = word({1, 4}), b = word({2});
  const SequenceFinder ab({&a, &b}), aa({&a, &a}), none({});
  const std::string zone = written({1, 2, 3, 4, 2, 1, 0, 2, 4, 1, 1});
  CHECK(spelled(ab.runs(zone)) == "0-1 3-4 ");
  CHECK(spelled(aa.runs(zone)) == "8-9 9-10 ");
  CHECK(ab.is_in(zone));
  CHECK(!ab.is_in(written({2, 1})));
  CHECK(!ab.is_in(written({1})));
  CHECK(!ab.is_in(""));
  CHECK(!none.is_in(zone));
}

TEST_CASE("sequences are found in bytes as they are in numbers", "[searcher][match]") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 400; ++round) {
    const std::uint32_t words = round % 3 == 0 ? 300 : round % 3 == 1 ? 20 : 20'000'000;
    const auto any = [&] {  // small numbers are common, and gaps
      return std::uniform_int_distribution<std::uint32_t>(0, random() % 2 == 0 ? 8 : words)(random);
    };
    std::vector<std::uint32_t> zone(random() % 300);
    std::ranges::generate(zone, any);
    std::vector<NumberSet> sets;
    for (std::size_t i = 0, size = 1 + random() % 3; i < size; ++i) {
      std::set<std::uint32_t> numbers;
      for (std::size_t left = 1 + random() % (round % 2 == 0 ? 4 : 80); left > 0; --left)
        numbers.insert(1 + any());
      sets.emplace_back(std::vector(numbers.begin(), numbers.end()));
    }
    std::vector<const NumberSet*> wanted;
    for (const NumberSet& set : sets) wanted.push_back(&set);
    const SequenceFinder finder(wanted);
    std::vector<Run> expected;
    for (std::uint32_t at = 0; at + sets.size() <= zone.size(); ++at) {
      bool found = true;
      for (std::size_t i = 0; i < sets.size(); ++i) found = found && sets[i].contains(zone[at + i]);
      if (found) expected.push_back({at, at + static_cast<std::uint32_t>(sets.size()) - 1});
    }
    CAPTURE(round, zone.size(), sets.size());
    CHECK(spelled(finder.runs(written(zone))) == spelled(expected));
    CHECK(finder.is_in(written(zone)) == !expected.empty());
  }
}

TEST_CASE("near means at most so many places apart, in either order", "[searcher][match]") {
  const std::vector<Run> moore{{3, 3}, {20, 20}}, concede{{8, 8}};
  CHECK(spelled(find_near({moore, concede}, 5)) == "3-3 8-8 ");
  CHECK(spelled(find_near({concede, moore}, 5)) == "3-3 8-8 ");
  CHECK(find_near({moore, concede}, 4).empty());
  CHECK(spelled(find_near({moore, concede}, 12)) == "3-3 8-8 20-20 ");
  CHECK(find_near({concede, concede}, 9).empty());  // a word is not near itself
  CHECK(spelled(find_near({moore, moore}, 17)) == "3-3 20-20 ");
  CHECK(spelled(find_near({moore, concede}, 4294967295)) == "3-3 8-8 20-20 ");
}

TEST_CASE("near finds what trying every chain finds", "[searcher][match]") {
  std::mt19937 random(8);
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::vector<Run>> operands(2 + random() % 3);
    for (auto& operand : operands) {
      for (auto i = random() % 5; i > 0; --i) {
        const auto length = static_cast<std::uint32_t>(random() % 3);
        const auto first = static_cast<std::uint32_t>(random() % 30);
        operand.push_back({first, first + length});
      }
      sort_unique(operand);
    }
    const auto distance = static_cast<std::uint32_t>(random() % 8);
    std::vector<Run> chain, expected;
    extend(operands, distance, chain, expected);
    sort_unique(expected);
    auto found = find_near(operands, distance);
    sort_unique(found);
    REQUIRE(spelled(found) == spelled(expected));
  }
}

TEST_CASE("a glance rules out no NEAR that holds, and most that do not", "[searcher][match]") {
  std::mt19937 random(5);
  const auto below = [&](std::uint32_t bound) {
    return static_cast<std::uint32_t>(random() % bound);
  };
  int near = 0, ruled_out = 0;
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::uint32_t> zone(random() % 200);
    std::ranges::generate(zone, [&] { return below(random() % 3 == 0 ? 300 : 20); });
    const NumberSet a = word({1 + below(30), 150}), b = word({1 + below(30)}), c = word({2});
    std::vector<SequenceFinder> finders;
    finders.emplace_back(std::vector{&a});
    finders.emplace_back(random() % 2 == 0 ? std::vector{&b} : std::vector{&b, &c});
    if (random() % 3 == 0) finders.emplace_back(std::vector{&c, &a});
    std::vector<const SequenceFinder*> operands;
    std::vector<std::vector<Run>> runs;
    for (const SequenceFinder& finder : finders) {
      operands.push_back(&finder);
      runs.push_back(finder.runs(written(zone)));
    }
    const std::uint32_t distance = random() % 10 == 0 ? 4294967295 : below(6);
    const bool holds = !find_near(std::move(runs), distance).empty();
    const bool may_hold = NearGlance(operands, distance, 300).may_be_near(written(zone));
    CAPTURE(round, distance, zone.size(), operands.size());
    CHECK((may_hold || !holds));
    near += holds ? 1 : 0;
    ruled_out += may_hold ? 0 : 1;
  }
  CHECK(near > 100);
  CHECK(ruled_out > 300);
}
