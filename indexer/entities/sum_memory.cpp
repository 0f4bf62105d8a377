// SPDX-License-Identifier: GPL-2.0-or-later
/// See sum_memory.hpp.
#include "indexer/entities/sum_memory.hpp"

#include <algorithm>

namespace ae::indexing {
namespace {

constexpr unsigned fewest_bits = 8;  // of a place; for one short text
constexpr unsigned most_bits = 16;   // 4.7 MB

}  // namespace

SumMemory::SumMemory() : keys_(1U << fewest_bits), lines_(keys_.size()), shift_(64 - fewest_bits) {}

void SumMemory::make_room() {
  if (kept_ * 2 < keys_.size() || shift_ <= 64 - most_bits) return;
  decltype(lines_) lines(keys_.size() * 4);
  keys_.assign(lines.size(), 0);  // from here on nothing throws: a finder goes on after a fault
  lines_.swap(lines);
  shift_ -= 2;
  kept_ = 0;
}

void SumMemory::forget() noexcept {
  std::ranges::fill(keys_, 0);
  kept_ = 0;
}

}  // namespace ae::indexing
