// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/readers/normalise.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace ae::indexing;

TEST_CASE("text is stored in one form", "[indexer][readers]") {
  struct Row {
    std::string given;
    std::string stored;
  };
  const auto row = GENERATE(values<Row>({
      {"plain\ttext\n", "plain\ttext\n"},
      {"a\r\nb\rc\r\r\nd", "a\nb\nc\n\nd"},
      {"page\fpage\vline\u2028line\u2029end", "page\npage\nline\nline\nend"},
      {"\ufeffmark", "mark"},
      {"co\u00adop\u200bera\u2060ti\ufeffon", "cooperation"},
      {std::string("a\0b\x01\x1b[31m\x7f", 10), "ab[31m"},
      {"cafe\u0301", "caf\u00e9"},
      {"\u212b \u1e9b\u0323", "\u00c5 \u1e9b\u0323"},
      {"\u1100\u1161\u11a8", "\uac01"},
      {"Moore\u0092s \u0093win\u0094\u0081", "Moore\u2019s \u201cwin\u201d"},
      {"e\u200b\u0301", "\u00e9"},
      {"\U0001f5f3 \u65e5\u672c\u8a9e", "\U0001f5f3 \u65e5\u672c\u8a9e"},
  }));
  CAPTURE(row.given);
  CHECK(normalise(row.given) == row.stored);
  CHECK(normalise(row.stored) == row.stored);
}

TEST_CASE("a control character is found wherever it stands in a long text", "[indexer][readers]") {
  for (const std::size_t size : {15U, 16U, 33U, 512U, 530U})
    for (std::size_t at = 0; at < size; ++at)
      for (const char c : {'\0', '\x01', '\x1f', '\x7f'}) {
        std::string text(size, 'a');
        text[at] = c;
        CAPTURE(size, at, static_cast<int>(c));
        CHECK(normalise(text) == std::string(size - 1, 'a'));
      }
}

TEST_CASE("bytes that are no UTF-8 are read as Windows-1252 or marked", "[indexer][readers]") {
  struct Row {
    std::string given;
    std::string text;
    std::uint64_t replaced;
  };
  const auto row = GENERATE(values<Row>({
      {"Moore\x92s caf\xe9 \x96 a \x93win\x94", "Moore’s café – a “win”", 0},
      {"caf\u00e9, na\u00efve, d\u00e9j\u00e0 \xff vu", "café, naïve, déjà \ufffd vu", 1},
      {"cut short: caf\u00e9 \u00e9\u00e9\u00e9 \xe2\x80", "cut short: café ééé \ufffd\ufffd", 2},
      {"\xf0\xcf\xc2\xc5\xc4\xc1 \xd7\xd9", "\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd \ufffd\ufffd", 8},
      {"over\xc0\xaflong, half \xed\xa0\x80 pairs: \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9",
       "over\ufffd\ufffdlong, half \ufffd\ufffd\ufffd pairs: éééééé", 5},
      {"", "", 0},
  }));
  CAPTURE(row.given);
  const auto repaired = repair_utf8(row.given);
  CHECK(repaired.text == row.text);
  CHECK(repaired.replaced == row.replaced);
}

TEST_CASE("any bytes become valid UTF-8 without control characters", "[indexer][readers]") {
  std::uint32_t state = 7;
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int at = 0; at < round % 60; ++at) {
      state = state * 1664525U + 1013904223U;
      // Mostly lead and continuation bytes, where the difficulties are.
      bytes += static_cast<char>((state >> 24U) | (round % 2 == 0 ? 0x80U : 0U));
    }
    const auto text = normalise(repair_utf8(bytes).text);
    CAPTURE(bytes);
    CHECK(survey(text).unsound == 0);
    CHECK(std::none_of(text.begin(), text.end(), [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f;
    }));
    CHECK(normalise(text) == text);
  }
}

TEST_CASE("a heap of combining marks takes linear time", "[indexer][readers]") {
  // Marks of falling class, which a library that sorts them by neighbours takes hours over.
  std::string heap = "a";
  for (int at = 0; at < 400'000; ++at) heap += at % 2 == 0 ? "\u0301" : "\u0323";
  const auto text = normalise(heap);
  CHECK(text.size() > heap.size());
  CHECK(text.find("\u034f") != std::string::npos);
}

TEST_CASE("values of one line lose their line ends and outer space", "[indexer][readers]") {
  CHECK(normalise_line("  Jones\r\n  wins\t\u200b ") == "Jones wins");
  CHECK(normalise_line("\n\n").empty());
}

TEST_CASE("white space of any kind is blank", "[indexer][readers]") {
  CHECK(is_blank(""));
  CHECK(is_blank(" \t\n\u00a0\u2003\u3000"));
  CHECK_FALSE(is_blank(" \u00a0."));
  CHECK_FALSE(is_blank("\xff"));
}
