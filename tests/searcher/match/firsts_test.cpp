// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/firsts.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

using ae::searching::Firsts;

TEST_CASE("the first of many are what sorting all of them gives", "[searcher][match]") {
  const std::size_t wanted = GENERATE(0U, 1U, 2U, 10U, 249U, 250U, 400U, 5000U);
  const bool falling = GENERATE(false, true);
  CAPTURE(wanted, falling);
  std::mt19937 random(3);
  using Value = std::pair<std::uint32_t, int>;
  std::vector<Value> all;
  for (int i = 0; i < 3000; ++i)
    all.emplace_back(
        falling ? 9000U - static_cast<unsigned>(i) : static_cast<std::uint32_t>(random() % 50), i);
  Firsts<Value> firsts(wanted);
  for (const Value& value : all) firsts.add(value);
  std::ranges::sort(all);
  if (const Value* const limit = firsts.limit()) CHECK(*limit >= all[wanted - 1]);
  all.resize(std::min(wanted, all.size()));
  CHECK(std::move(firsts).take() == all);
}
