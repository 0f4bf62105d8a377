// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/doc_set.hpp"

#include <algorithm>

namespace ae::searching {

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
  for (const std::uint64_t word : bits_)
    if (word != 0) count += static_cast<std::uint32_t>(std::popcount(word));  // a call, mostly
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
