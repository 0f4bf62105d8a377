// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/unicode.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace ae::text;

namespace {

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("folding takes off case, and accents where people leave them out", "[common][text]") {
  struct Row {
    const char* word;
    const char* folded;
  };
  const auto row = GENERATE(values<Row>({
      {"", ""},
      {"MOORE", "moore"},
      {"Café", "cafe"},
      {"Straße", "strasse"},
      {"Łódź", "lodz"},
      {"ﬁne", "fine"},
      {"Ａ", "a"},
      {"Αθήνα", "αθηνα"},
      {"йод", "йод"},
      {"ёлка", "елка"},
      {"don’t", "don't"},
      {"a\xff\xc3z", "az"},
  }));
  CAPTURE(row.word);
  CHECK(fold(row.word) == row.folded);
  CHECK(fold(fold(row.word)) == row.folded);
}

TEST_CASE("texts are stored composed, and what is no UTF-8 becomes spaces", "[common][text]") {
  CHECK(compose("cafe\u0301") == "café");
  CHECK(compose("a\xff"
                "b\xc3") == "a b ");
  CHECK(compose("\xed\xa0\x80") == "   ");  // half a surrogate pair
  CHECK(compose("a\u0323\u0301") == compose("a\u0301\u0323"));
}

TEST_CASE("heaps of combining marks are composed in linear time", "[common][text]") {
  // Canonical order wants U+0323 before U+0301: each would have to pass all before it.
  const std::string heap = "a" + repeated("\u0301", 300'000) + repeated("\u0323", 300'000);
  const std::string composed = compose(heap);
  CHECK(composed.size() >= heap.size() / 2);
  CHECK(compose(composed) == composed);
  CHECK(!fold(heap).empty());
}

TEST_CASE("texts are cut where a character begins", "[common][text]") {
  const std::string text = "aé北";
  CHECK(floor_boundary(text, 0) == 0);
  CHECK(floor_boundary(text, 2) == 1);
  CHECK(floor_boundary(text, 3) == 3);
  CHECK(floor_boundary(text, 5) == 3);
  CHECK(floor_boundary(text, 99) == text.size());
}
