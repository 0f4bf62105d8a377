// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/word_bits.hpp"

#include "common/text/ascii.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>

namespace ascii = ae::ascii;

TEST_CASE("every byte of a text is told for what it is", "[common][text]") {
  std::minstd_rand random(11);
  for (const std::size_t size : {0U, 1U, 63U, 64U, 65U, 127U, 128U, 300U}) {
    CAPTURE(size);
    std::string text(size, '\0');
    for (char& c : text) c = static_cast<char>(random() % 256);
    const ae::text::WordBits bits(text);
    for (std::size_t at = 0; at <= size; ++at) {
      std::size_t next = at, end = at;
      while (next < size && !ascii::is_alnum(text[next]) && !ascii::is_wide(text[next])) ++next;
      while (end < size && ascii::is_alnum(text[end])) ++end;
      REQUIRE(bits.next_word(at) == next);
      REQUIRE(bits.end_of_plain(at) == end);
    }
  }
}

TEST_CASE("words longer than many bytes at a time have an end", "[common][text]") {
  const std::string text = std::string(500, ' ') + std::string(700, 'w') + ' ';
  const ae::text::WordBits bits(text);
  CHECK(bits.next_word(3) == 500);
  CHECK(bits.end_of_plain(500) == 1200);
  CHECK(bits.next_word(1200) == text.size());
}
