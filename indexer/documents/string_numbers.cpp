// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/string_numbers.hpp"

#define XXH_INLINE_ALL  // most strings are so short that a call would take longer than the hash
#include <xxhash.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <random>

namespace ae::indexing {
namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10;

/// The first eight bytes, zeros behind a shorter string. Loads that overlap spare a loop.
std::uint64_t first_letters(std::string_view text) noexcept {
  const auto load = [&]<class T>(T letters, std::size_t at) {
    std::memcpy(&letters, text.data() + at, sizeof letters);
    return std::uint64_t{letters} << (8 * at);
  };
  const std::size_t size = text.size();
  if (size >= 8) return load(std::uint64_t{}, 0);
  if (size >= 4) return load(std::uint32_t{}, 0) | load(std::uint32_t{}, size - 4);
  if (size >= 2) return load(std::uint16_t{}, 0) | load(std::uint16_t{}, size - 2);
  return size == 1 ? load(std::uint8_t{}, 0) : 0;
}

}  // namespace

StringNumbers::StringNumbers() {
  std::random_device random;
  drawn_ = std::uint64_t{random()} << 32 | random() | 1;
}

StringNumbers::Wanted StringNumbers::want(std::string_view text, std::uint16_t tag) const noexcept {
  constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
  Wanted wanted{
      .text = text,
      .letters = first_letters(text),
      .kind = std::uint32_t{tag} << 16U | static_cast<std::uint32_t>(std::min(text.size(), most))};
  wanted.hash = hash_of(wanted);
  return wanted;
}

std::uint64_t StringNumbers::hash_of(const Wanted& wanted) const noexcept {
  std::uint64_t hash = wanted.letters;
  if (wanted.text.size() > sizeof wanted.letters)
    hash = XXH3_64bits_withSeed(wanted.text.data(), wanted.text.size(), drawn_);
  hash = (hash + (wanted.kind >> 16U)) * drawn_;
  return (hash ^ hash >> 32) * drawn_;
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
