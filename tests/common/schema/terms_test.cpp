// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/schema/terms.hpp"

#include "common/text/ascii.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>
#include <string>

using ae::schema::fold_value;

namespace {

/// The same, word by word.
std::string folded(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; (at = text.find_first_not_of(" \t\r\n", at)) != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    out += (out.empty() ? "" : " ") + text.substr(at, end - at);
    at = end;
  }
  return out;
}

}  // namespace

TEST_CASE("a value is compared without case, accents and white space", "[common][schema]") {
  CHECK(fold_value("  Réseau\t de\r\n\n l'Eau ") == "reseau de l'eau");
  CHECK(fold_value(" \n ").empty());
  CHECK(fold_value("").empty());
  CHECK(fold_value("\xff\xfe").empty());
}

TEST_CASE("white space becomes single blanks wherever it stands in a long text",
          "[common][schema]") {
  std::minstd_rand random(5);
  for (int round = 0; round < 500; ++round) {
    std::string text;
    for (auto size = random() % 400; size > 0; --size)
      text += random() % 6 == 0 ? " \t\r\n   "[random() % 7] : "abAZ@[\x01\x0b"[random() % 8];
    CAPTURE(text);
    REQUIRE(fold_value(text) == folded(ae::ascii::lower(text)));
  }
}
