// SPDX-License-Identifier: GPL-2.0-or-later
/// In vector registers: left to itself, g++ 12 adds lane by lane. Eight lanes at a time, as every
/// x86-64 has them, or sixteen where the processor has AVX2.
#include "indexer/entities/row_sums.hpp"

#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace ae::indexing {
namespace {

/// The sum of one pass.
class Sum {
 public:
  explicit Sum(const Scores& start) { std::memcpy(&halves_, start.data(), sizeof halves_); }

  void add(const Row& row) {
    for (std::size_t half = 0; half < halves_.size(); ++half) {
      Narrow narrow;
      std::memcpy(&narrow, row.data() + half * lanes, sizeof narrow);
      halves_[half] += __builtin_convertvector(narrow, Wide);
    }
  }

  void store(Scores& to) const { std::memcpy(to.data(), &halves_, sizeof halves_); }

 private:
  static constexpr std::size_t lanes = row_width / 2;
  using Narrow [[gnu::vector_size(lanes)]] = std::int8_t;
  using Wide [[gnu::vector_size(2 * lanes)]] = std::int16_t;
  std::array<Wide, 2> halves_;
};

void add_plain(const Row* rows, std::span<const std::uint32_t> at, Scores& sums) {
  Sum sum(sums);
  for (const auto index : at) sum.add(rows[index]);
  sum.store(sums);
}

void add_both_plain(const Row* rows, std::span<const std::uint32_t> at, PassScores& sums) {
  Sum first(sums[0]), second(sums[1]);
  for (const auto index : at) {
    first.add(rows[index]);
    second.add(rows[index + 1]);
  }
  first.store(sums[0]);
  second.store(sums[1]);
}

#if defined(__x86_64__)

[[gnu::target("avx2")]] __m256i widened(const Row& row) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128(reinterpret_cast<const __m128i*>(row.data())));
}

[[gnu::target("avx2")]] __m256i load(const Scores& scores) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(scores.data()));
}

[[gnu::target("avx2")]] void store(__m256i sum, Scores& scores) {
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(scores.data()), sum);
}

[[gnu::target("avx2")]] void add_wide(const Row* rows, std::span<const std::uint32_t> at,
                                      Scores& sums) {
  __m256i sum = load(sums);
  for (const auto index : at) sum = _mm256_add_epi16(sum, widened(rows[index]));
  store(sum, sums);
}

[[gnu::target("avx2")]] void add_both_wide(const Row* rows, std::span<const std::uint32_t> at,
                                           PassScores& sums) {
  __m256i first = load(sums[0]);
  __m256i second = load(sums[1]);
  for (const auto index : at) {
    first = _mm256_add_epi16(first, widened(rows[index]));
    second = _mm256_add_epi16(second, widened(rows[index + 1]));
  }
  store(first, sums[0]);
  store(second, sums[1]);
}

#else

void add_wide(const Row* rows, std::span<const std::uint32_t> at, Scores& sums) {
  add_plain(rows, at, sums);
}

void add_both_wide(const Row* rows, std::span<const std::uint32_t> at, PassScores& sums) {
  add_both_plain(rows, at, sums);
}

#endif

}  // namespace

void add_rows(const Weights& weights, std::span<const std::uint32_t> at, PassScores& sums,
              Kernel kernel) {
  const auto* rows = weights.rows.data();
  if (weights.passes() == 1)
    add_plain(rows, at, sums[0]);
  else if (is_wide(kernel))
    add_both_wide(rows, at, sums);
  else
    add_both_plain(rows, at, sums);
}

void add_second_rows(const Weights& weights, std::span<const std::uint32_t> at, Scores& sums,
                     Kernel kernel) {
  const auto* rows = weights.rows.data() + 1;
  if (is_wide(kernel))
    add_wide(rows, at, sums);
  else
    add_plain(rows, at, sums);
}

}  // namespace ae::indexing
