// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/string_numbers.hpp"

#define XXH_INLINE_ALL  // most are hardly longer than eight bytes: a call takes longer
#include <xxhash.h>

#include <algorithm>
#include <random>

namespace ae::indexing {
namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10;

}  // namespace

StringNumbers::StringNumbers() {
  std::random_device random;
  drawn_ = std::uint64_t{random()} << 32 | random() | 1;
}

std::uint64_t StringNumbers::hash_of_long(std::string_view text) const noexcept {
  return XXH3_64bits_withSeed(text.data(), text.size(), drawn_);
}

/// \param at  the free slot
std::uint32_t StringNumbers::add(const Wanted& wanted, std::size_t at) {
  strings_.push_back(keep(wanted.text));
  slots_[at] = {.letters = wanted.letters, .kind = wanted.kind, .next = size()};
  if (2 * strings_.size() > slots_.size()) grow();
  return size() - 1;
}

std::string_view StringNumbers::keep(std::string_view text) {
  if (bytes_.empty() || bytes_.back().capacity() - bytes_.back().size() < text.size())
    bytes_.emplace_back().reserve(std::max(block_bytes, text.size()));
  std::string& block = bytes_.back();
  block += text;
  return std::string_view(block).substr(block.size() - text.size());
}

void StringNumbers::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  --shift_;
  for (const Slot& slot : old) {
    if (slot.next == 0) continue;
    const Wanted wanted{
        .text = strings_[slot.next - 1], .letters = slot.letters, .kind = slot.kind};
    std::size_t at = hash_of(wanted) >> shift_;
    while (slots_[at].next != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

}  // namespace ae::indexing
