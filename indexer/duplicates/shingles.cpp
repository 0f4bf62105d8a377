// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/shingles.hpp"

#include <algorithm>
#include <vector>

namespace ae::indexing {
namespace {

/// Odd, so that no factor of it is lost however often it is multiplied.
constexpr std::uint64_t base = 0x9E3779B97F4A7C15;

/// \ref base to the power of a shingle's words: what the word before the shingle is multiplied by.
constexpr std::uint64_t weight_of_last() {
  std::uint64_t weight = 1;
  for (std::size_t i = 0; i < store::shingle_words; ++i) weight *= base;
  return weight;
}

/// The finaliser of MurmurHash3: every bit of the sum decides about every bit of the number.
std::uint32_t number_of(std::uint64_t sum) noexcept {
  sum ^= sum >> 33;
  sum *= 0xFF51AFD7ED558CCD;
  sum ^= sum >> 33;
  sum *= 0xC4CEB9FE1A85EC53;
  return static_cast<std::uint32_t>(sum >> 32);
}

}  // namespace

store::Prints sample_shingles(std::span<const std::uint32_t> words, const Vocabulary& vocabulary) {
  using store::shingle_words;
  // Behind zeros, so that the first shingles are no special case.
  std::vector<std::uint64_t> hashes(shingle_words + words.size());
  std::size_t end = shingle_words;
  for (const std::uint32_t word : words)
    if (word != 0) hashes[end++] = vocabulary.hash(word);
  store::Prints prints;
  if (end < 2 * shingle_words) return prints;
  prints.shingles = static_cast<std::uint32_t>(end - 2 * shingle_words + 1);
  const std::uint32_t largest = store::largest_print(prints.shingles);
  std::uint64_t sum = 0;  // a polynomial in base of the last words' hashes
  for (std::size_t at = shingle_words; at < end; ++at) {
    sum = sum * base + hashes[at] - hashes[at - shingle_words] * weight_of_last();
    const std::uint32_t number = number_of(sum);
    if (number <= largest && at + 1 >= 2 * shingle_words) prints.numbers.push_back(number);
  }
  std::ranges::sort(prints.numbers);
  prints.numbers.erase(std::unique(prints.numbers.begin(), prints.numbers.end()),
                       prints.numbers.end());
  return prints;
}

}  // namespace ae::indexing
