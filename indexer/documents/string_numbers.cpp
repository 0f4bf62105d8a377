// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/string_numbers.hpp"

#include <xxhash.h>

#include <random>

namespace ae::indexing {

StringNumbers::StringNumbers() {
  std::random_device random;
  for (std::uint64_t& number : drawn_) number = std::uint64_t{random()} << 32 | random() | 1;
}

std::uint64_t StringNumbers::hash_of_long(std::string_view text,
                                          std::uint32_t kind) const noexcept {
  return mixed(XXH3_64bits_withSeed(text.data(), text.size(), drawn_[0]) + (kind >> 16U));
}

/// \param at  the free slot
std::uint32_t StringNumbers::add(const Wanted& wanted, std::size_t at) {
  strings_.push_back(bytes_.keep(wanted.text));
  slots_[at] = {.letters = wanted.letters, .kind = wanted.kind, .next = size()};
  if (2 * strings_.size() > slots_.size()) grow();
  return size() - 1;
}

void StringNumbers::grow() {
  std::vector<Slot> old(2 * slots_.size());
  old.swap(slots_);
  --shift_;
  for (const Slot& slot : old) {
    if (slot.next == 0) continue;
    const Wanted wanted{
        .text = strings_[slot.next - 1], .letters = slot.letters, .kind = slot.kind, .hash = 0};
    std::size_t at = hash_of(wanted) >> shift_;
    while (slots_[at].next != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

}  // namespace ae::indexing
