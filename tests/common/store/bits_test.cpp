// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/bits.hpp"

#include <catch2/catch.hpp>

#include <random>
#include <string>
#include <vector>

#include "tests/common/store/support.hpp"

namespace ae::store {
namespace {

TEST_CASE("numbers of any size come back from bits", "[common][store]") {
  const auto k = GENERATE(0U, 1U, 5U, 17U, 31U);
  CAPTURE(k);
  std::mt19937_64 random(k);
  std::vector<std::uint64_t> numbers{0, 1, largest_in_bits, largest_in_bits - 1, 0};
  for (int i = 0; i < 5000; ++i) numbers.push_back(random() >> (24 + random() % 40));
  BitWriter writer;
  for (const auto number : numbers) writer.put(number, k);
  const std::string bytes = writer.take();
  BitReader reader(bytes);
  for (const auto number : numbers) REQUIRE(reader.get(k) == number);
  CHECK(reader.ok());
}

TEST_CASE("small numbers take few bits", "[common][store]") {
  BitWriter writer;
  for (int i = 0; i < 80; ++i) writer.put(0, 0);
  CHECK(writer.take().size() == 10);
  for (int i = 0; i < 80; ++i) writer.put(31, 5);
  CHECK(writer.take().size() == 60);
  CHECK(writer.take().empty());
}

TEST_CASE("bits that nobody wrote give numbers, and nothing behind their end", "[common][store]") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const std::string bytes = test::random_bytes(random, random() % 20);
    BitReader reader(bytes);
    for (int i = 0; i < 400; ++i) {
      const auto number = reader.get(static_cast<unsigned>(random() % 32));
      REQUIRE((reader.ok() || number == 0));
    }
    REQUIRE_FALSE(reader.ok());
  }
}

}  // namespace
}  // namespace ae::store
