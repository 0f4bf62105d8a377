// SPDX-License-Identifier: GPL-2.0-or-later
#include "searcher/match/word_scan.hpp"

#include <algorithm>

namespace ae::searching {
namespace {

/// Bytes that are compared at once: an extension of GCC and Clang for what every processor has.
using Lanes = signed char __attribute__((vector_size(16)));

constexpr std::size_t parts = WordScan::block / sizeof(Lanes);
using Block = std::array<Lanes, parts>;

/// Comparing with each of so many bytes in turn is faster than looking each byte up.
constexpr std::size_t few = 24;

Block load(const char* bytes) noexcept {
  Block block;
  std::memcpy(block.data(), bytes, sizeof block);
  return block;
}

Block looked_up(const char* bytes, const ByteSet& set) noexcept {
  std::array<signed char, WordScan::block> found;
  for (std::size_t i = 0; i < found.size(); ++i)
    found[i] = set.holds(static_cast<std::uint8_t>(bytes[i])) ? -1 : 0;
  Block block;
  std::memcpy(block.data(), found.data(), sizeof block);
  return block;
}

/// All bits where a byte of the set stands, else none.
Block members(const char* bytes, const ByteSet& set) noexcept {
  if (set.list().size() > few) return looked_up(bytes, set);
  const Block block = load(bytes);
  Block found{};
  for (const std::uint8_t byte : set.list())
    for (std::size_t i = 0; i < parts; ++i) found[i] |= block[i] == static_cast<signed char>(byte);
  return found;
}

}  // namespace

WordScan::WordScan(const NumberSet& words) {
  words.each([&](std::uint32_t number) {
    constexpr std::uint32_t more = 0x80;
    if (number < more) return whole_.add(static_cast<std::uint8_t>(number));
    first_.add(static_cast<std::uint8_t>(number | more));
    const std::uint32_t rest = number >> 7;
    second_.add(static_cast<std::uint8_t>(rest < more ? rest : rest | more));
  });
}

bool WordScan::is_sparse() const noexcept {
  return std::ranges::max({whole_.list().size(), first_.list().size(), second_.list().size()}) <=
         few;
}

WordScan::Flags WordScan::look(std::string_view zone, std::size_t from) const noexcept {
  // A block with the byte before it and the one after; at the ends of the zone 0, which ends a
  // number and begins none that is wanted.
  std::array<char, block + 2> copy{};
  const char* at = copy.data();
  if (from > 0 && from + block < zone.size()) {
    at = zone.data() + from - 1;
  } else {
    const std::size_t before = from > 0 ? 1 : 0;
    zone.copy(copy.data() + 1 - before, block + 1 + before, from - before);
  }
  Block found = members(at + 1, whole_);
  if (!first_.list().empty()) {
    const Block first = members(at + 1, first_);
    const Block second = members(at + 2, second_);
    for (std::size_t i = 0; i < parts; ++i) found[i] |= first[i] & second[i];
  }
  const Block before = load(at);
  for (std::size_t i = 0; i < parts; ++i) {
    found[i] &= before[i] >= 0;  // it ends a number
    found[i] &= 1;
  }
  Flags flags;
  std::memcpy(flags.data(), found.data(), sizeof found);
  return flags;
}

}  // namespace ae::searching
