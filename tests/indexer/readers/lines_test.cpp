// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/lines.hpp"

#include "support/reading.hpp"

#include <catch2/catch.hpp>

using ae::indexing::LineReader;

namespace {

/// "1:a 2:bb 3:!" - numbers, lines, and an exclamation mark for one too long.
std::string lines_of(std::string bytes, std::size_t most) {
  LineReader reader(std::make_unique<ae::test::TextStream>(std::move(bytes)), most);
  std::string all;
  std::string_view line;
  for (auto outcome = reader.next(line); outcome != LineReader::Outcome::end;
       outcome = reader.next(line)) {
    const bool whole = outcome == LineReader::Outcome::line;
    all += std::to_string(reader.number()) + ":" + (whole ? std::string(line) : "!") + " ";
  }
  return all;
}

}  // namespace

TEST_CASE("lines keep their numbers whatever their length", "[indexer][readers]") {
  struct Row {
    std::string bytes;
    std::string lines;
  };
  const auto row = GENERATE(values<Row>({
      {"", ""},
      {"a", "1:a "},
      {"a\n", "1:a "},
      {"\n\nb", "1: 2: 3:b "},
      {"aaaa\nb\n", "1:aaaa 2:b "},
      {"aaaaa\nb\n", "1:! 2:b "},
      {"b\naaaaa", "1:b 2:! "},
  }));
  CAPTURE(row.bytes);
  CHECK(lines_of(row.bytes, 4) == row.lines);
}

TEST_CASE("lines run across the pieces in which a file is read", "[indexer][readers]") {
  const std::string longer(300'000, 'x');
  const std::string too_long(2'000'000, 'y');
  const auto lines = lines_of("a\n" + longer + "\n" + too_long + "\nb\n" + too_long, 1'000'000);
  CHECK(lines == "1:a 2:" + longer + " 3:! 4:b 5:! ");
}

TEST_CASE("lines before a break are given before the error", "[indexer][readers]") {
  LineReader reader(std::make_unique<ae::test::TextStream>("a\nb\nhal", true), 100);
  std::string_view line;
  REQUIRE(reader.next(line) == LineReader::Outcome::line);
  REQUIRE(reader.next(line) == LineReader::Outcome::line);
  CHECK(line == "b");
  CHECK_THROWS_AS(reader.next(line), ae::Error);
  CHECK(reader.number() == 3);
}
