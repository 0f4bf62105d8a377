// SPDX-License-Identifier: GPL-2.0-or-later
/// Small numbers in fewer bits than a varint takes, and with no step from one byte to the next:
/// exponential Golomb codes. Lowest bits first.
#pragma once

#include "common/store/codec.hpp"

#include <bit>
#include <cassert>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace ae::store {

/// The largest number that can be written is 2^40; all that is written is smaller by far.
inline constexpr std::uint64_t largest_in_bits = std::uint64_t{1} << 40;

class BitWriter {
 public:
  /// \param k  0 to 31: numbers of about 2^k, or less, take the fewest bits
  void put(std::uint64_t number, unsigned k) {
    assert(number <= largest_in_bits);
    const std::uint64_t high = (number >> k) + 1;
    const auto length = static_cast<unsigned>(std::bit_width(high)) - 1;
    append(std::uint64_t{1} << length, length + 1);
    append(high & ((std::uint64_t{1} << length) - 1), length);
    append(number & ((std::uint64_t{1} << k) - 1), k);
  }

  /// All of it, in whole bytes; begins anew.
  [[nodiscard]] std::string take() {
    while (filled_ > 0) flush_byte();
    return std::exchange(out_, {});
  }

 private:
  void append(std::uint64_t bits, unsigned count) {  // up to 41 beside fewer than eight
    pending_ |= bits << filled_;
    for (filled_ += count; filled_ >= 8;) flush_byte();
  }
  void flush_byte() {
    out_.push_back(static_cast<char>(pending_ & 0xff));
    pending_ >>= 8;
    filled_ = filled_ > 8 ? filled_ - 8 : 0;
  }

  std::string out_;
  std::uint64_t pending_ = 0;
  unsigned filled_ = 0;  // bits of pending_
};

/// Reads what BitWriter wrote, and of other bytes something; never past their end.
class BitReader {
 public:
  explicit BitReader(std::string_view bytes) noexcept : bytes_(bytes) {}

  /// False once more was read than there is. What is read then is 0.
  [[nodiscard]] bool ok() const noexcept { return ok_; }

  /// \param k  as it was written with
  [[nodiscard]] std::uint64_t get(unsigned k) noexcept {
    const auto length = static_cast<unsigned>(std::countr_zero(peek() | largest_in_bits << 1));
    at_ += length + 1;
    const std::uint64_t high = take(length) | std::uint64_t{1} << length;
    const std::uint64_t number = (high - 1) << k | take(k);
    ok_ = ok_ && length <= 40 && at_ <= 8 * std::uint64_t{bytes_.size()};
    return ok_ ? number : 0;
  }

 private:
  /// The next bits, 57 or more; zeros behind the end.
  [[nodiscard]] std::uint64_t peek() const noexcept {
    const std::uint64_t byte = at_ / 8;
    char eight[sizeof(std::uint64_t)]{};
    if (byte + sizeof eight <= bytes_.size())
      return load_fixed<std::uint64_t>(bytes_.data() + byte) >> (at_ % 8);
    if (byte < bytes_.size()) bytes_.copy(eight, sizeof eight, byte);
    return load_fixed<std::uint64_t>(eight) >> (at_ % 8);
  }
  std::uint64_t take(unsigned count) noexcept {
    const std::uint64_t bits = peek() & ((std::uint64_t{1} << count) - 1);
    at_ += count;
    return bits;
  }

  std::string_view bytes_;
  std::uint64_t at_ = 0;  // bits
  bool ok_ = true;
};

}  // namespace ae::store
