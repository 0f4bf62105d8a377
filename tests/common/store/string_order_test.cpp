// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/string_order.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

TEST_CASE("strings are ordered by their bytes, equal ones by where they stand", "[common][store]") {
  std::minstd_rand random(11);
  std::vector<std::string> all{"", std::string("\0", 1), "beginning", "beginning", "beginnings"};
  for (int i = 0; i < 5000; ++i) {
    std::string& text = all.emplace_back(random() % 3 == 0 ? "of eight " : "");
    for (auto size = random() % 12; size > 0; --size)
      text.push_back(static_cast<char>("ab\0\x7f\x80\xff"[random() % 6]));
  }
  const std::vector<std::string_view> strings(all.begin(), all.end());
  std::vector<std::uint32_t> expected(all.size());
  std::iota(expected.begin(), expected.end(), 0U);
  std::ranges::stable_sort(expected, {}, [&](std::uint32_t i) { return strings[i]; });
  CHECK(ae::store::sorted_order(strings) == expected);
  CHECK(ae::store::sorted_order({}).empty());
}
