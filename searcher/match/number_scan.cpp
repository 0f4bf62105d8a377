// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/number_scan.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ae::searching {

#if defined(__SSE2__)

namespace {

/// Four numbers: all bits of those beyond the range are set. There is no comparing of numbers
/// without a sign, so the highest bit of both sides is turned.
__m128i outside(const std::uint32_t* four, __m128i first, __m128i turned_size) noexcept {
  const __m128i numbers = _mm_loadu_si128(reinterpret_cast<const __m128i*>(four));
  const __m128i sign = _mm_set1_epi32(static_cast<int>(0x80000000U));
  return _mm_cmpgt_epi32(_mm_xor_si128(_mm_sub_epi32(numbers, first), sign), turned_size);
}

}  // namespace

std::uint64_t between(const std::uint32_t* numbers, std::uint32_t first,
                      std::uint32_t last) noexcept {
  const __m128i from = _mm_set1_epi32(static_cast<int>(first));
  const __m128i size = _mm_set1_epi32(static_cast<int>((last - first) ^ 0x80000000U));
  std::uint64_t beyond = 0;
  for (unsigned i = 0; i < 64; i += 16) {
    const __m128i low =
        _mm_packs_epi32(outside(numbers + i, from, size), outside(numbers + i + 4, from, size));
    const __m128i high = _mm_packs_epi32(outside(numbers + i + 8, from, size),
                                         outside(numbers + i + 12, from, size));
    const auto sixteen = static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
    beyond |= std::uint64_t{sixteen} << i;
  }
  return ~beyond;
}

#else

std::uint64_t between(const std::uint32_t* numbers, std::uint32_t first,
                      std::uint32_t last) noexcept {
  std::uint64_t bits = 0;
  for (unsigned i = 0; i < 64; ++i) bits |= std::uint64_t{numbers[i] - first <= last - first} << i;
  return bits;
}

#endif

}  // namespace ae::searching
