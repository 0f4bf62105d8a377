// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/beginnings.hpp"

#include "common/store/codec.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace ae::searching {
namespace {

constexpr unsigned low(std::uint8_t byte) noexcept { return byte & 0xFU; }
constexpr unsigned high(std::uint8_t byte) noexcept { return byte >> 4; }

constexpr std::uint8_t with(std::uint8_t set, std::size_t bucket) noexcept {
  return static_cast<std::uint8_t>(set | 1U << bucket);
}

}  // namespace

void Beginnings::add(std::size_t bucket, std::uint8_t first, std::uint8_t second) noexcept {
  first_low_[low(first)] = with(first_low_[low(first)], bucket);
  first_high_[high(first)] = with(first_high_[high(first)], bucket);
  second_low_[low(second)] = with(second_low_[low(second)], bucket);
  second_high_[high(second)] = with(second_high_[high(second)], bucket);
}

void Beginnings::add_whole(std::size_t bucket, std::uint8_t only) noexcept {
  for (unsigned half = 0; half < 16; ++half)
    add(bucket, only, static_cast<std::uint8_t>(half << 4 | half));
}

void Beginnings::find(const char* bytes, bool begins, std::span<std::uint64_t> found,
                      Kernel kernel) const noexcept {
  kernel == Kernel::wide ? find_wide(bytes, begins, found) : find_plain(bytes, begins, found);
}

void Beginnings::find_plain(const char* bytes, bool begins,
                            std::span<std::uint64_t> found) const noexcept {
  for (std::uint64_t& mask : found) {
    mask = 0;
    for (std::size_t i = 0; i < block; ++i, ++bytes) {
      const auto first = static_cast<std::uint8_t>(bytes[0]);
      const auto second = static_cast<std::uint8_t>(bytes[1]);
      const int in = first_low_[low(first)] & first_high_[high(first)] & second_low_[low(second)] &
                     second_high_[high(second)];
      mask |= std::uint64_t{begins && in != 0} << i;
      begins = store::ends_varint(bytes[0]);
    }
  }
}

#if defined(__x86_64__)

namespace {

/// A table of 16 in both halves of a register, as shuffling wants it.
[[gnu::target("avx2")]] __m256i twice(const std::array<std::uint8_t, 16>& table) noexcept {
  __m128i once;
  static_assert(sizeof once == sizeof table);
  __builtin_memcpy(&once, table.data(), sizeof once);
  return _mm256_broadcastsi128_si256(once);
}

[[gnu::target("avx2")]] __m256i load(const char* bytes) noexcept {
  __m256i out;
  __builtin_memcpy(&out, bytes, sizeof out);
  return out;
}

}  // namespace

Beginnings::Kernel Beginnings::best() noexcept {
  return __builtin_cpu_supports("avx2") != 0 ? Kernel::wide : Kernel::plain;
}

[[gnu::target("avx2")]] void Beginnings::find_wide(const char* bytes, bool begins,
                                                   std::span<std::uint64_t> found) const noexcept {
  const __m256i half = _mm256_set1_epi8(0xF);
  const __m256i first_low = twice(first_low_), first_high = twice(first_high_);
  const __m256i second_low = twice(second_low_), second_high = twice(second_high_);
  for (std::uint64_t& mask : found) {
    std::uint64_t ends = 0;
    mask = 0;
    for (unsigned shift = 0; shift < block; shift += 32, bytes += 32) {
      const __m256i first = load(bytes);
      const __m256i second = load(bytes + 1);
      const __m256i lows =
          _mm256_and_si256(_mm256_shuffle_epi8(first_low, _mm256_and_si256(first, half)),
                           _mm256_shuffle_epi8(second_low, _mm256_and_si256(second, half)));
      const __m256i highs = _mm256_and_si256(
          _mm256_shuffle_epi8(first_high, _mm256_and_si256(_mm256_srli_epi16(first, 4), half)),
          _mm256_shuffle_epi8(second_high, _mm256_and_si256(_mm256_srli_epi16(second, 4), half)));
      const __m256i none = _mm256_cmpeq_epi8(_mm256_and_si256(lows, highs), _mm256_setzero_si256());
      const auto in = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(none));
      const auto go_on = static_cast<std::uint32_t>(_mm256_movemask_epi8(first));
      mask |= std::uint64_t{in} << shift;
      ends |= std::uint64_t{~go_on} << shift;
    }
    mask &= ends << 1 | std::uint64_t{begins};
    begins = ends >> (block - 1) != 0;
  }
}

#else

Beginnings::Kernel Beginnings::best() noexcept { return Kernel::plain; }

void Beginnings::find_wide(const char* bytes, bool begins,
                           std::span<std::uint64_t> found) const noexcept {
  find_plain(bytes, begins, found);
}

#endif

}  // namespace ae::searching
