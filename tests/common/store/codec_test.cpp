// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/codec.hpp"

#include <catch2/catch.hpp>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace ae::store {
namespace {

TEST_CASE("numbers survive as varints", "[common][store]") {
  const auto value =
      GENERATE(std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{127}, std::uint64_t{128},
               std::uint64_t{16383}, std::uint64_t{16384}, std::uint64_t{1} << 35,
               std::uint64_t{1} << 63, std::numeric_limits<std::uint64_t>::max());
  CAPTURE(value);
  std::string bytes;
  append_varint(bytes, value);
  CHECK(bytes.size() <= 10);
  Cursor cursor(bytes);
  CHECK(cursor.varint() == value);
  CHECK(cursor.ok());
  CHECK(cursor.at_end());
}

TEST_CASE("varints are counted and found from either end without being read", "[common][store]") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    std::vector<std::size_t> begins;
    std::size_t zeros = 0;
    for (std::size_t left = random() % 40; left > 0; --left) {
      const std::uint32_t value = static_cast<std::uint32_t>(random()) >> random() % 33 % 32;
      const std::uint32_t number = random() % 5 == 0 ? 0 : value;
      begins.push_back(bytes.size());
      zeros += number == 0 ? 1 : 0;
      append_varint(bytes, number);
    }
    begins.push_back(bytes.size());
    const std::size_t count = begins.size() - 1;
    CHECK(count_varints(bytes) == count);
    CHECK(count_zeros(bytes) == zeros);
    for (std::size_t i = 0; i <= count; ++i) {
      CHECK(varints_from_front(bytes, i) == begins[i]);
      CHECK(varints_from_back(bytes, i) == bytes.size() - begins[count - i]);
      if (i < count) CHECK(varint_begin(bytes, begins[i + 1] - 1) == begins[i]);
    }
    CHECK(varints_from_front(bytes, count + 1) == bytes.size());
    CHECK(varints_from_back(bytes, count + 1) == bytes.size());
  }
}

TEST_CASE("a varint that is no 64-bit number fails the cursor", "[common][store]") {
  const std::string bytes =
      GENERATE(std::string(), std::string(1, '\x80'), std::string(10, '\xff'),
               std::string(9, '\xff') + '\x02', std::string(9, '\x80') + "\x80\x01");
  Cursor cursor(bytes);
  CHECK(cursor.varint() == 0);
  CHECK_FALSE(cursor.ok());
}

TEST_CASE("a cursor that has failed gives nothing more", "[common][store]") {
  std::string bytes;
  append_varint(bytes, 100);
  bytes += "too short";
  Cursor cursor(bytes);
  CHECK(cursor.counted().empty());
  CHECK_FALSE(cursor.ok());
  CHECK(cursor.left() == 0);
  CHECK(cursor.bytes(1).empty());
  CHECK(cursor.fixed<std::uint32_t>() == 0);
  CHECK(cursor.varint() == 0);
  CHECK_FALSE(cursor.ok());
}

TEST_CASE("two varints of a byte each are looked at before they are read", "[common][store]") {
  std::string bytes;
  for (const std::uint64_t number : {5U, 127U, 128U, 1U, 7U}) append_varint(bytes, number);
  Cursor cursor(bytes);
  std::uint32_t first = 0, second = 0;
  CHECK(cursor.peek_small(first, second));
  CHECK((first == 5 && second == 127));
  cursor.skip_small();
  CHECK_FALSE(cursor.peek_small(first, second));
  CHECK(cursor.varint() == 128);
  CHECK(cursor.peek_small(first, second));
  CHECK(cursor.varint() == 1);
  CHECK_FALSE(cursor.peek_small(first, second));  // one is left
}

TEST_CASE("a varint too wide for its type fails the cursor", "[common][store]") {
  std::string bytes;
  append_varint(bytes, std::uint64_t{1} << 32);
  Cursor cursor(bytes);
  CHECK(cursor.varint_as<std::uint32_t>() == 0);
  CHECK_FALSE(cursor.ok());
}

TEST_CASE("mixed records come back in order", "[common][store]") {
  std::string bytes;
  append_fixed(bytes, std::uint64_t{0x0123456789abcdef});
  append_counted(bytes, "a\0b");
  append_fixed(bytes, std::int32_t{-7});
  append_varint(bytes, 300);
  CHECK(bytes.starts_with("\xef\xcd\xab\x89"));
  Cursor cursor(bytes);
  CHECK(cursor.fixed<std::uint64_t>() == 0x0123456789abcdef);
  CHECK(cursor.counted() == "a\0b");
  CHECK(cursor.fixed<std::int32_t>() == -7);
  CHECK(cursor.varint_as<std::uint16_t>() == 300);
  CHECK(cursor.ok());
  CHECK(cursor.at_end());
}

TEST_CASE("numbers of either sign fold and unfold", "[common][store]") {
  const auto value =
      GENERATE(std::int64_t{0}, std::int64_t{-1}, std::int64_t{1}, std::int64_t{-300},
               std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
  CHECK(unzigzag(zigzag(value)) == value);
  CHECK(zigzag(-2) == 3);
}

TEST_CASE("a cursor reads any bytes without leaving them", "[common][store]") {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes(random() % 40, '\0');
    for (auto& byte : bytes) byte = static_cast<char>(random());
    Cursor cursor(bytes);
    while (cursor.ok() && !cursor.at_end()) {
      const auto before = cursor.left();
      if (random() % 2 == 0) {
        static_cast<void>(cursor.varint());
      } else {
        static_cast<void>(cursor.counted());
      }
      REQUIRE(cursor.left() < before);
    }
  }
}

}  // namespace
}  // namespace ae::store
