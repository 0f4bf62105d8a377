// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/duplicates/shingles.hpp"

#include <algorithm>
#include <array>
#include <utility>

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

/// How many numbers of a text are sampled, and some more.
std::size_t expected(std::uint32_t shingles, std::uint32_t largest) noexcept {
  const std::uint64_t mean = std::uint64_t{shingles} * largest >> 32;
  return mean + mean / 4 + 8;
}

}  // namespace

store::Prints sample_shingles(std::span<const std::uint32_t> words, const Vocabulary& vocabulary) {
  using store::shingle_words;
  const auto count = words.size() - static_cast<std::size_t>(std::ranges::count(words, 0U));
  store::Prints prints;
  if (count < shingle_words) return prints;
  prints.shingles = static_cast<std::uint32_t>(count - shingle_words + 1);
  const std::uint32_t largest = store::largest_print(prints.shingles);
  prints.numbers.reserve(expected(prints.shingles, largest));
  // Zeros at first, so that the first words are no special case.
  std::array<std::uint64_t, shingle_words> last{};
  std::uint64_t sum = 0;  // a polynomial in base of the last words' hashes
  std::size_t seen = 0, place = 0;
  for (const std::uint32_t word : words) {
    if (word == 0) continue;
    const std::uint64_t hash = vocabulary.hash(word);
    sum = sum * base + hash - std::exchange(last[place], hash) * weight_of_last();
    place = place + 1 == shingle_words ? 0 : place + 1;
    const std::uint32_t number = number_of(sum);
    if (++seen >= shingle_words && number <= largest) prints.numbers.push_back(number);
  }
  std::ranges::sort(prints.numbers);
  prints.numbers.erase(std::unique(prints.numbers.begin(), prints.numbers.end()),
                       prints.numbers.end());
  return prints;
}

}  // namespace ae::indexing
