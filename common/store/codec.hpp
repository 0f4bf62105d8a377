// SPDX-License-Identifier: GPL-2.0-or-later
/// Numbers as bytes: little-endian of fixed width, and varints (seven bits a byte, lowest first).
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>

namespace ae::store {

static_assert(std::endian::native == std::endian::little,
              "archives are little-endian and their columns are read in place");

template <std::integral T>
void append_fixed(std::string& out, T value) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  out.append(bytes, sizeof(T));
}

/// Highest byte first: the bytes ascend as numbers do.
template <std::unsigned_integral T>
void append_ascending(std::string& out, T value) {
  for (int shift = 8 * (int{sizeof(T)} - 1); shift >= 0; shift -= 8)
    out += static_cast<char>(value >> shift & 0xff);
}

/// \p from needs no alignment; the caller knows that sizeof(T) bytes stand there.
template <std::integral T>
[[nodiscard]] T load_fixed(const char* from) noexcept {
  T value;
  std::memcpy(&value, from, sizeof(T));
  return value;
}

/// One to ten bytes.
inline void append_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) {
    out.push_back(static_cast<char>(value | 0x80));
  }
  out.push_back(static_cast<char>(value));
}

/// Whether a varint ends with \p byte.
[[nodiscard]] constexpr bool ends_varint(char byte) noexcept {
  return (static_cast<unsigned char>(byte) & 0x80) == 0;
}

/// How many varints end in the eight bytes \p at.
[[nodiscard]] inline std::size_t varints_in_eight(const char* at) noexcept {
  constexpr std::uint64_t lows = 0x0101010101010101;
  return ((~load_fixed<std::uint64_t>(at) >> 7 & lows) * lows) >> 56;
}

/// How many bytes the first \p count varints of \p bytes take; all where there are fewer.
[[nodiscard]] inline std::size_t varints_from_front(std::string_view bytes,
                                                    std::size_t count) noexcept {
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
    const std::size_t here = varints_in_eight(bytes.data() + at);
    if (here >= count) break;
    count -= here;
  }
  while (count > 0 && at < bytes.size())
    count -= static_cast<std::size_t>(ends_varint(bytes[at++]));
  return at;
}

/// How many bytes the last \p count varints of \p bytes take; all where there are fewer.
[[nodiscard]] constexpr std::size_t varints_from_back(std::string_view bytes,
                                                      std::size_t count) noexcept {
  std::size_t at = bytes.size();
  while (at > 0 && (count > 0 || !ends_varint(bytes[at - 1])))
    count -= static_cast<std::size_t>(ends_varint(bytes[--at]));
  return bytes.size() - at;
}

/// Where the varint begins that ends with the byte at \p last.
[[nodiscard]] constexpr std::size_t varint_begin(std::string_view bytes,
                                                 std::size_t last) noexcept {
  while (last > 0 && !ends_varint(bytes[last - 1])) --last;
  return last;
}

/// How many varints end in \p bytes.
[[nodiscard]] inline std::size_t count_varints(std::string_view bytes) noexcept {
  std::size_t count = 0;
  for (; bytes.size() >= sizeof(std::uint64_t); bytes.remove_prefix(sizeof(std::uint64_t)))
    count += varints_in_eight(bytes.data());
  for (const char byte : bytes) count += static_cast<std::size_t>(ends_varint(byte));
  return count;
}

/// The highest bit of each of eight bytes that is not 0.
[[nodiscard]] constexpr std::uint64_t nonzero_bytes(std::uint64_t eight) noexcept {
  constexpr std::uint64_t rest = 0x7f7f7f7f7f7f7f7f;
  return (((eight & rest) + rest) | eight) & ~rest;
}

/// How many bytes of \p bytes are 0: as a varint, that is the number 0.
[[nodiscard]] inline std::size_t count_zeros(std::string_view bytes) noexcept {
  constexpr std::uint64_t lows = 0x0101010101010101;
  std::size_t count = 0;
  for (; bytes.size() >= sizeof lows; bytes.remove_prefix(sizeof lows)) {
    const auto eight = load_fixed<std::uint64_t>(bytes.data());
    count += ((~nonzero_bytes(eight) >> 7 & lows) * lows) >> 56;
  }
  for (const char byte : bytes) count += static_cast<std::size_t>(byte == 0);
  return count;
}

/// The length as a varint, then the bytes.
inline void append_counted(std::string& out, std::string_view bytes) {
  append_varint(out, bytes.size());
  out.append(bytes);
}

/// Small numbers of either sign become small numbers: 0 -1 1 -2 2 -> 0 1 2 3 4.
[[nodiscard]] constexpr std::uint64_t zigzag(std::int64_t value) noexcept {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
[[nodiscard]] constexpr std::int64_t unzigzag(std::uint64_t value) noexcept {
  return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

/// Reads a run of bytes from front to back and never past its end. The first read that does not
/// fit, or a varint that is no 64-bit number, fails the cursor for good: from then on every read
/// gives zero or nothing. So a loop may read a whole record and ask ok() once.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) noexcept : left_(bytes) {}

  [[nodiscard]] bool ok() const noexcept { return ok_; }
  [[nodiscard]] bool at_end() const noexcept { return left_.empty(); }  ///< also after a failure
  [[nodiscard]] std::size_t left() const noexcept { return left_.size(); }  ///< bytes

  [[nodiscard]] std::uint64_t varint() noexcept {
    // Nearly all are of one byte or two; which of them comes next, no processor can predict, so
    // there is no branch on it.
    if (left_.size() < 2) return long_varint();
    const std::uint64_t first = static_cast<unsigned char>(left_[0]);
    const std::uint64_t second = static_cast<unsigned char>(left_[1]);
    if ((first & second & 0x80) != 0) return long_varint();
    const std::uint64_t goes_on = first >> 7;
    left_.remove_prefix(1 + goes_on);
    return (first & 0x7f) | (second * goes_on) << 7;
  }

  /// The next two varints, not yet read, where either takes one byte: a pair as most are.
  [[nodiscard]] bool peek_small(std::uint32_t& first, std::uint32_t& second) const noexcept {
    if (left_.size() < 2) return false;
    const auto two = load_fixed<std::uint16_t>(left_.data());
    first = two & 0x7f;
    second = two >> 8;
    return (two & 0x8080) == 0;
  }

  /// Goes past two varints that peek_small() gave.
  void skip_small() noexcept { left_.remove_prefix(2); }

  /// The next eight bytes, lowest first and not yet read, where each of them is a varint.
  [[nodiscard]] bool peek_eight_small(std::uint64_t& eight) const noexcept {
    if (left_.size() < sizeof eight) return false;
    eight = load_fixed<std::uint64_t>(left_.data());
    return (eight & 0x8080808080808080) == 0;
  }

  /// Goes past what peek_eight_small() gave.
  void skip_eight() noexcept { left_.remove_prefix(sizeof(std::uint64_t)); }

  /// A varint that must fit into T.
  template <std::unsigned_integral T>
  [[nodiscard]] T varint_as() noexcept {
    const std::uint64_t value = varint();
    return static_cast<T>(value <= std::numeric_limits<T>::max() ? value : fail());
  }

  template <std::integral T>
  [[nodiscard]] T fixed() noexcept {
    const auto read = bytes(sizeof(T));
    return ok_ ? load_fixed<T>(read.data()) : T{};
  }

  [[nodiscard]] std::string_view bytes(std::uint64_t length) noexcept {
    if (length > left_.size()) {
      fail();
      return {};
    }
    const auto read = left_.substr(0, length);
    left_.remove_prefix(length);
    return read;
  }

  /// What append_counted wrote.
  [[nodiscard]] std::string_view counted() noexcept { return bytes(varint()); }

  /// Fails it: what was read makes no sense.
  void refuse() noexcept { fail(); }

 private:
  std::uint64_t long_varint() noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < left_.size() && i < 10; ++i) {
      const auto byte = static_cast<unsigned char>(left_[i]);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << (7 * i);
      if (byte < 0x80) {
        if (i == 9 && byte > 1) break;  // would not fit into 64 bits
        left_.remove_prefix(i + 1);
        return value;
      }
    }
    return fail();
  }

  std::uint64_t fail() noexcept {
    ok_ = false;
    left_ = {};
    return 0;
  }

  std::string_view left_;
  bool ok_ = true;
};

}  // namespace ae::store
