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

StringNumbers::Slot StringNumbers::slot_for(std::string_view text, std::uint16_t tag) noexcept {
  constexpr std::size_t most = std::numeric_limits<std::uint16_t>::max();
  return {.letters = first_letters(text),
          .tag = tag,
          .size = static_cast<std::uint16_t>(std::min(text.size(), most))};
}

std::size_t StringNumbers::place(const Slot& wanted, std::string_view text) const noexcept {
  std::uint64_t hash = text.size() <= sizeof wanted.letters
                           ? wanted.letters
                           : XXH3_64bits_withSeed(text.data(), text.size(), drawn_);
  hash = (hash + wanted.tag) * drawn_;
  hash = (hash ^ hash >> 32) * drawn_;
  return hash >> shift_;
}

bool StringNumbers::holds(const Slot& slot, const Slot& wanted,
                          std::string_view text) const noexcept {
  if (slot.letters != wanted.letters || slot.size != wanted.size || slot.tag != wanted.tag)
    return false;
  return text.size() <= sizeof slot.letters || strings_[slot.next - 1] == text;
}

std::pair<std::uint32_t, bool> StringNumbers::number(std::string_view text, std::uint16_t tag) {
  Slot wanted = slot_for(text, tag);
  std::size_t at = place(wanted, text);
  for (; slots_[at].next != 0; at = (at + 1) & (slots_.size() - 1))
    if (holds(slots_[at], wanted, text)) return {slots_[at].next - 1, false};
  strings_.push_back(keep(text));
  wanted.next = size();
  slots_[at] = wanted;
  if (2 * strings_.size() > slots_.size()) grow();
  return {size() - 1, true};
}

void StringNumbers::fetch(std::string_view text, std::uint16_t tag) const noexcept {
  __builtin_prefetch(&slots_[place(slot_for(text, tag), text)]);
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
    std::size_t at = place(slot, strings_[slot.next - 1]);
    while (slots_[at].next != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

}  // namespace ae::indexing
