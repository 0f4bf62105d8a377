// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema/fields.hpp"

#include <catch2/catch.hpp>

TEST_CASE("a field is found by name, or the nearest is offered", "[common][schema]") {
  REQUIRE(ae::schema::find("person") != nullptr);
  CHECK(ae::schema::find("persn") == nullptr);
  CHECK(ae::schema::nearest("persn").name == "person");
  CHECK(ae::schema::nearest("outlets").name == "outlet");
}
