// SPDX-License-Identifier: GPL-2.0-or-later
/// Finds numbers, written as varints, by the bytes that they begin with, many bytes at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace ae::searching {

/// Some pairs of bytes that a number may begin with, or its only byte and any other. They go by
/// buckets, a bit each: to every half of either byte belongs the set of those buckets that have a
/// pair with it, and a pair is found where one bucket is in all four sets. So up to eight pairs are
/// found exactly, and more than these with others beside them. (The method is Hyperscan's: Wang and
/// others, NSDI 2019.)
class Beginnings {
 public:
  static constexpr std::size_t buckets = 8;
  static constexpr std::size_t block = 64;  ///< bytes that are looked at together

  enum class Kernel : bool {
    plain,  ///< byte by byte
    wide,   ///< 32 at a time
  };

  /// The fastest that this processor has.
  [[nodiscard]] static Kernel best() noexcept;

  void add(std::size_t bucket, std::uint8_t first, std::uint8_t second) noexcept;
  void add_whole(std::size_t bucket, std::uint8_t only) noexcept;

  /// Sets bit i of `found[b]` where a number begins with byte 64 b + i and with a wanted pair, or
  /// with one that may be taken for it.
  /// \param bytes  64 for each of \p found, and one more
  /// \param begins  whether a number begins with the first of them
  void find(const char* bytes, bool begins, std::span<std::uint64_t> found,
            Kernel kernel) const noexcept;

 private:
  using Halves = std::array<std::uint8_t, 16>;  ///< buckets by half a byte

  void find_plain(const char* bytes, bool begins, std::span<std::uint64_t> found) const noexcept;
  void find_wide(const char* bytes, bool begins, std::span<std::uint64_t> found) const noexcept;

  Halves first_low_{}, first_high_{}, second_low_{}, second_high_{};
};

}  // namespace ae::searching
