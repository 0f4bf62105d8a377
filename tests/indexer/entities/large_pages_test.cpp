// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/entities/large_pages.hpp"

#include <catch2/catch.hpp>

#include <cstdint>

namespace ae::indexing {

TEST_CASE("a table keeps what it holds while it outgrows a large page", "[entities]") {
  constexpr std::size_t page = std::size_t{1} << 21U;
  LargeTable<std::uint32_t> table;
  for (std::uint32_t i = 0; i < page; ++i) table.push_back(i);  // four pages
  CHECK(reinterpret_cast<std::uintptr_t>(table.data()) % page == 0);
  std::size_t wrong = 0;
  for (std::uint32_t i = 0; i < page; ++i) wrong += table[i] == i ? 0U : 1U;
  CHECK(wrong == 0);
  table = {};
  table.assign(3, 7);
  CHECK(table == LargeTable<std::uint32_t>{7, 7, 7});
}

}  // namespace ae::indexing
