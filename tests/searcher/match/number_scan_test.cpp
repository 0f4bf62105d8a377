// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/number_scan.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace ae::searching {
namespace {

constexpr std::uint32_t negative(std::int32_t number) { return static_cast<std::uint32_t>(number); }

TEST_CASE("of 64 numbers those of a range are found", "[searcher][match]") {
  const auto [first, last] = GENERATE(values<std::pair<std::uint32_t, std::uint32_t>>(
      {{0, 0},
       {3, 9},
       {0, 0xffffffff},
       {0x7fffffff, 0x80000001},
       {0xffffffff, 0xffffffff},
       {negative(-20), negative(5)}}));  // as numbers with a sign they are in order
  CAPTURE(first, last);
  std::mt19937 random(1);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::uint32_t> numbers(64);
    for (std::uint32_t& number : numbers)
      number = first - 3 + static_cast<std::uint32_t>(random() % (std::uint64_t{last - first} + 7));
    const std::uint64_t found = between(numbers.data(), first, last);
    for (unsigned i = 0; i < 64; ++i)
      CHECK((found >> i & 1) == (numbers[i] - first <= last - first ? 1 : 0));
  }
}

TEST_CASE("a column of any length is looked through to its end", "[searcher][match]") {
  const std::size_t size = GENERATE(0U, 1U, 63U, 64U, 65U, 130U);
  std::vector<std::uint32_t> numbers(size, 0);
  if (size > 0) numbers.back() = 7;
  std::vector<std::size_t> zeros, sevens;
  const auto find = [&](std::uint32_t wanted, std::vector<std::size_t>& out) {
    each_64(
        numbers, [&](const std::uint32_t* some) { return between(some, wanted, wanted); },
        [&](std::size_t from, std::uint64_t bits) {
          for (std::size_t i = 0; i < 64; ++i)
            if ((bits >> i & 1) != 0) out.push_back(from + i);
        });
  };
  find(0, zeros);
  find(7, sevens);
  CHECK(zeros.size() + sevens.size() == size);
  CHECK(sevens == (size > 0 ? std::vector{size - 1} : std::vector<std::size_t>{}));
}

}  // namespace
}  // namespace ae::searching
