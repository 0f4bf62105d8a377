// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/text/word_bits.hpp"

#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace ae::text {
namespace {

struct Masks {
  std::uint64_t plain = 0, wide = 0;
};

#if defined(__SSE2__)

/// Bytes that are at least \p least and at most \p range more.
__m128i within(__m128i bytes, char least, char range) noexcept {
  const __m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8(least));
  return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(range)), above);
}

/// \param bytes  64
Masks masks_of(const char* bytes) noexcept {
  Masks masks;
  for (unsigned at = 0; at < 64; at += sizeof(__m128i)) {
    __m128i here;
    std::memcpy(&here, bytes + at, sizeof here);
    const __m128i letters = within(_mm_or_si128(here, _mm_set1_epi8(0x20)), 'a', 25);
    const __m128i plain = _mm_or_si128(letters, within(here, '0', 9));
    masks.plain |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(plain))} << at;
    masks.wide |= std::uint64_t{static_cast<std::uint16_t>(_mm_movemask_epi8(here))} << at;
  }
  return masks;
}

#else

Masks masks_of(const char* bytes) noexcept {
  Masks masks;
  for (unsigned at = 0; at < 64; ++at) {
    const auto byte = static_cast<unsigned char>(bytes[at]);
    const bool plain = static_cast<unsigned char>((byte | 0x20U) - 'a') < 26 ||
                       static_cast<unsigned char>(byte - '0') < 10;
    masks.plain |= std::uint64_t{plain} << at;
    masks.wide |= std::uint64_t{byte >= 0x80} << at;
  }
  return masks;
}

#endif

}  // namespace

WordBits::WordBits(std::string_view text)
    : size_(text.size()), parts_(text.size() / bits_a_part + 2) {
  Part* part = parts_.data();
  for (; text.size() >= bits_a_part; text.remove_prefix(bits_a_part), ++part) {
    const Masks masks = masks_of(text.data());
    *part = {masks.plain, masks.plain | masks.wide};
  }
  std::array<char, bits_a_part> rest{};
  text.copy(rest.data(), rest.size());
  const Masks masks = masks_of(rest.data());
  *part = {masks.plain, masks.plain | masks.wide};
}

}  // namespace ae::text
