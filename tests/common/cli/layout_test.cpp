// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/cli/layout.hpp"

#include <catch2/catch.hpp>

using namespace ae::cli;

TEST_CASE("nothing in a line can take over a terminal", "[common][cli]") {
  struct Row {
    std::string text, line;
  };
  const auto row = GENERATE(values<Row>({
      {"plain café", "plain café"},
      {"two\n\n lines\tand\rmore", "two lines and more"},
      {"\x1b[31mred", "\uFFFD[31mred"},
      {"\x1b]0;title\x07", "\uFFFD]0;title\uFFFD"},
      {"c1 \u009b31m", "c1 \uFFFD31m"},
      {"raw c1 \x9b", "raw c1 \uFFFD"},
      {"bidi \u202egnp.exe \u2066x\u2069 \u200f", "bidi \uFFFDgnp.exe \uFFFDx\uFFFD \uFFFD"},
      {"bad \xc3\x28", "bad \uFFFD("},
      {std::string("nul\0", 4), "nul\uFFFD"},
  }));
  CHECK(one_line(row.text) == row.line);
}

TEST_CASE("a path keeps its spaces and loses its controls", "[common][cli]") {
  CHECK(harmless("a  b\t\n\x1b.txt") == "a  b\uFFFD\uFFFD\uFFFD.txt");
}

TEST_CASE("text of many lines keeps its line ends only", "[common][cli]") {
  CHECK(many_lines("a\nb\tc\x1b[2J\r") == "a\nb\tc\uFFFD[2J\uFFFD");
}

TEST_CASE("columns are counted as a terminal shows them", "[common][cli]") {
  CHECK(columns("cafe") == 4);
  CHECK(columns("café") == 4);
  CHECK(columns("cafe\u0301") == 4);
  CHECK(columns("選挙") == 4);
  CHECK(columns("\x1b[1;31mred\x1b[0m") == 3);
  CHECK(columns("\x1b]8;;file:///a\x1b\\here\x1b]8;;\x1b\\") == 4);
  CHECK(columns("\x1b") == 0);
}

TEST_CASE("text is cut to fit by characters, not bytes", "[common][cli]") {
  CHECK(fitted("Alabama", 7) == "Alabama");
  CHECK(fitted("Alabama", 4) == "Ala…");
  CHECK(fitted("選挙結果", 5) == "選挙…");
  CHECK(fitted("éééé", 3) == "éé…");
  CHECK(fitted("Alabama", 0).empty());
}

TEST_CASE("words are wrapped, never cut", "[common][cli]") {
  CHECK(wrapped("one two three", 9, 2) == "  one two\n  three");
  CHECK(wrapped("  one   two ", 80, 0) == "one two");
  CHECK(wrapped("a verylongwordindeed b", 6, 0) == "a\nverylongwordindeed\nb");
  CHECK(wrapped("first\n\nsecond line", 6, 0) == "first\n\nsecond\nline");
  CHECK(wrapped("", 10, 2).empty());
  CHECK(wrapped("é é é", 3, 0) == "é é\né");
}

TEST_CASE("terms and meanings stand in two columns", "[common][cli]") {
  CHECK(two_columns({{"-a", "one two three"}, {"--bb", "four"}}, 16) ==
        "  -a    one two\n        three\n  --bb  four\n");
  const std::string wide(30, 'x');
  CHECK(two_columns({{wide, "m"}, {"a", "n"}}, 80) == "  " + wide + "\n     m\n  a  n\n");
}

TEST_CASE("numbers are grouped for people", "[common][cli]") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(20715) == "20,715");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(counted(1, "article") == "1 article");
  CHECK(counted(1000, "article") == "1,000 articles");
  CHECK(byte_count(999) == "999 B");
  CHECK(byte_count(1000) == "1.0 kB");
  CHECK(byte_count(999'999) == "1.0 MB");
}
