// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/doc_set.hpp"

#include <algorithm>

namespace ae::searching {
namespace {

/// std::popcount calls a function where every x86-64 is to do, of before there was an instruction.
constexpr std::uint32_t bits_in(std::uint64_t word) noexcept {
  word -= word >> 1 & 0x5555555555555555;
  word = (word & 0x3333333333333333) + (word >> 2 & 0x3333333333333333);
  word = (word + (word >> 4)) & 0x0f0f0f0f0f0f0f0f;
  return static_cast<std::uint32_t>(word * 0x0101010101010101 >> 56);
}

static_assert(bits_in(0) == 0 && bits_in(~std::uint64_t{0}) == 64);
static_assert(bits_in(0x8000000000000001) == 2 && bits_in(0x0123456789abcdef) == 32);

}  // namespace

DocSet DocSet::all(std::uint32_t documents) {
  DocSet set(documents);
  std::ranges::fill(set.bits_, ~std::uint64_t{0});
  set.bits_.front() &= ~std::uint64_t{1};
  const unsigned used = documents % 64 + 1;  // bits of the last word
  if (used < 64) set.bits_.back() &= (std::uint64_t{1} << used) - 1;
  return set;
}

DocSet& DocSet::operator&=(const DocSet& other) noexcept {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other.bits_[i];
  return *this;
}

DocSet& DocSet::operator|=(const DocSet& other) noexcept {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
  return *this;
}

DocSet& DocSet::operator-=(const DocSet& other) noexcept {
  for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= ~other.bits_[i];
  return *this;
}

std::uint32_t DocSet::count() const noexcept {
  std::uint32_t count = 0;
  for (const std::uint64_t word : bits_) count += bits_in(word);
  return count;
}

bool DocSet::empty() const noexcept {
  return std::ranges::all_of(bits_, [](std::uint64_t word) { return word == 0; });
}

std::uint32_t DocSet::next(std::uint32_t docid) const noexcept {
  if (docid > documents_) return 0;
  std::size_t i = docid / 64;
  std::uint64_t left = bits_[i] & (~std::uint64_t{0} << (docid % 64));
  while (left == 0)
    if (++i == bits_.size())
      return 0;
    else
      left = bits_[i];
  return static_cast<std::uint32_t>(i * 64 + static_cast<unsigned>(std::countr_zero(left)));
}

}  // namespace ae::searching
