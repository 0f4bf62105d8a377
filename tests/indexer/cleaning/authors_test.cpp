// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/cleaning/authors.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using ae::indexing::read_authors;

namespace {

std::string joined(const std::vector<std::string_view>& names) {
  std::string out;
  for (const std::string_view name : names) out.append(out.empty() ? "" : "; ").append(name);
  return out;
}

}  // namespace

TEST_CASE("names are read out of bylines", "[indexer][cleaning]") {
  struct Row {
    const char* byline;
    const char* names;
  };
  const auto row = GENERATE(values<Row>({
      {"By Ana Reyes", "Ana Reyes"},
      {"By ANA REYES and Bob Stone, Staff Writers", "ANA REYES; Bob Stone"},
      {"By  Ana Reyes ,  Bob Stone  and Kim Lee", "Ana Reyes; Bob Stone; Kim Lee"},
      {"Ana Reyes, Bob Stone, and Kim Lee", "Ana Reyes; Bob Stone; Kim Lee"},
      {"Ana Reyes & Bob Stone", "Ana Reyes; Bob Stone"},
      {"Ana Reyes; Bob Stone", "Ana Reyes; Bob Stone"},
      {"Written by Ana R. Reyes", "Ana R. Reyes"},
      {"Von J\u00fcrgen M\u00fcller und Eva Klein", "J\u00fcrgen M\u00fcller; Eva Klein"},
      {"Ludwig van Beek", "Ludwig van Beek"},
      {"Ana Reyes @anareyes", "Ana Reyes"},
      {"Ana Reyes (@anareyes)", "Ana Reyes"},
      {"Ana Reyes | Lantern Weekly", "Ana Reyes"},
      {"Ana Reyes, Lantern Weekly", "Ana Reyes"},
      {"Ana Reyes for the Lantern", "Ana Reyes"},
      {"Ana Reyes, political correspondent", "Ana Reyes"},
      {"By Ana Reyes Email The Author", ""},
      {"Email The Author", ""},
      {"Reuters", ""},
      {"Staff", ""},
      {"Lantern News Desk", ""},
      {"ana@lantern.example", ""},
      {"http://lantern.example/ana", ""},
      {"", ""},
      {"by", ""},
      {"Sullivan", "Sullivan"},
  }));
  CAPTURE(row.byline);
  CHECK(joined(read_authors(row.byline)) == row.names);
}

TEST_CASE("any bytes are a byline without a name", "[indexer][cleaning]") {
  CHECK(read_authors(" @@@ ,,, and and &;").empty());
  CHECK(read_authors(std::string(100'000, ',')).empty());
}
