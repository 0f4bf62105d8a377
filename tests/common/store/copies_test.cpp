// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/copies.hpp"

#include "ae/error.hpp"
#include "support/temp_dir.hpp"

#include <catch2/catch.hpp>

using namespace ae::store;

TEST_CASE("near copies are read as they were written", "[common][store]") {
  const ae::test::TempDir dir;
  const auto path = dir.path() / "copies";
  const NearCopies all{{2, 70}, {5, 80}, {9, 70}};
  write_copies(path, all);
  const Copies copies(path);
  CHECK(copies.all() == all);
  CHECK(copies.group(5) == 80U);
  CHECK_FALSE(copies.group(1));
  CHECK_FALSE(copies.group(10));
  CHECK(copies.of(70) == std::vector<std::uint32_t>{2, 9});
  CHECK(copies.of(71).empty());
}

TEST_CASE("an archive without near copies has an empty file", "[common][store]") {
  const ae::test::TempDir dir;
  write_copies(dir.path() / "copies", {});
  CHECK(Copies(dir.path() / "copies").all().empty());
}

TEST_CASE("near copies out of order are damage", "[common][store]") {
  const ae::test::TempDir dir;
  const NearCopies all = GENERATE(NearCopies{{5, 1}, {2, 1}}, NearCopies{{2, 1}, {2, 1}});
  write_copies(dir.path() / "copies", all);
  CHECK_THROWS_AS(Copies(dir.path() / "copies"), ae::Error);
}
