// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/outlets/registry.hpp"

#include <catch2/catch.hpp>

#include <string>

using ae::outlets::host_of;
using ae::outlets::outlet_of_host;

TEST_CASE("a host is cut out of an address", "[common][outlets]") {
  CHECK(host_of("https://www.reuters.com/article/x") == "www.reuters.com");
  CHECK(host_of("http://user@npr.org:8080?x=1") == "npr.org");
  CHECK(host_of("/video/clip-1").empty());
  CHECK(host_of("").empty());
  CHECK(host_of("Lantern Weekly").empty());
}

TEST_CASE("the longest known domain names the outlet", "[common][outlets]") {
  CHECK(outlet_of_host("www.reuters.com") == "Reuters");
  CHECK(outlet_of_host("UK.Reuters.com") == "Reuters");
  CHECK(outlet_of_host("abcnews.go.com") == "ABC News");
  CHECK(outlet_of_host("chicago.suntimes.com") == "Chicago Sun-Times");
}

TEST_CASE("no name is made up for a domain that is not known", "[common][outlets]") {
  const auto host = GENERATE("", ".", "lantern.example", "notreuters.com", "com", "reuters",
                             "go.com", "...", "reuters.com.example");
  CAPTURE(host);
  CHECK_FALSE(outlet_of_host(host));
  CHECK_FALSE(outlet_of_host(std::string(100'000, 'a') + ".reuters.com"));
}

TEST_CASE("local papers are known by their domains", "[common][outlets]") {
  CHECK(outlet_of_host("www.capecodtimes.com") == "Cape Cod Times");
  CHECK(outlet_of_host("ukiahdailyjournal.com") == "Ukiah Daily Journal");
}

TEST_CASE("an outlet has one name, however it is written", "[common][outlets]") {
  using ae::outlets::outlet_of_name;
  const auto name =
      GENERATE("The New York Times", "new york times", "NYT", "NYTimes", " THE NEW YORK TIMES ");
  CAPTURE(name);
  CHECK(outlet_of_name(name) == "The New York Times");
  CHECK_FALSE(outlet_of_name("The Dunmarrow Weathervane"));
  CHECK_FALSE(outlet_of_name(""));
  CHECK_FALSE(outlet_of_name("The"));
  CHECK_FALSE(outlet_of_name("Times"));
}
