// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/importance.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace ae::searching;

TEST_CASE("rare words tell more than common ones, and no word less than nothing",
          "[searcher][match]") {
  CHECK(idf(1, 1000) > idf(10, 1000));
  CHECK(idf(1000, 1000) > 0);
  CHECK(idf(1000, 1000) < 0.001);
}

TEST_CASE("words that come in bursts tell more, within a bound", "[searcher][match]") {
  CHECK(burst({.articles = 100, .occurrences = 100}) == Approx(1));
  CHECK(burst({.articles = 100, .occurrences = 200}) == Approx(std::sqrt(205.0 / 105)));
  CHECK(burst({.articles = 100, .occurrences = 9000}) == Approx(std::sqrt(3.0)));
  CHECK(burst({.articles = 1, .occurrences = 3}) < 1.2);  // too few to tell
}

TEST_CASE("further occurrences count ever less, and long articles less", "[searcher][match]") {
  CHECK(saturation(0, 1, our_b) == 0);
  CHECK(saturation(1, 1, our_b) == Approx(1));
  CHECK(saturation(2, 1, our_b) < 2);
  CHECK(saturation(1e9, 1, our_b) == Approx(2.2));
  CHECK(saturation(1, 2, our_b) < saturation(1, 1, our_b));
  CHECK(saturation(1, 2, 0) == saturation(1, 1, 0));
}

TEST_CASE("stop words are left out where there are others", "[searcher][match]") {
  std::vector<RankedWord> words{{.text = "to"}, {.text = "storm"}};
  leave_out_stop_words(words);
  REQUIRE(words.size() == 1);
  CHECK(words[0].text == "storm");
  words = {{.text = "to"}, {.text = "be"}};
  leave_out_stop_words(words);
  CHECK(words.size() == 2);
}
