// SPDX-License-Identifier: GPL-2.0-or-later
#include "ae/date.hpp"

#include <catch2/catch.hpp>

using namespace std::chrono;

TEST_CASE("an ISO day is read exactly", "[common][date]") {
  CHECK(ae::day_from_iso("2017-12-13") == 2017y / December / 13);
  CHECK(ae::to_iso(2017y / December / 13) == "2017-12-13");
  const auto bad =
      GENERATE("", "2017-12-1", "2017-13-01", "2017-02-30", "13-12-2017", "2017/12/13");
  CAPTURE(bad);
  CHECK_FALSE(ae::day_from_iso(bad));
}
