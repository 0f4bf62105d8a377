// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/documents/string_numbers.hpp"

#include <xxhash.h>

#include <algorithm>

namespace ae::indexing {
namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10;

/// The lower half tells where a string stands in the table, the upper half is compared there.
std::uint64_t hash_of(std::string_view text) noexcept {
  return XXH3_64bits(text.data(), text.size());
}

}  // namespace

std::pair<std::uint32_t, bool> StringNumbers::number(std::string_view text) {
  const std::uint64_t hash = hash_of(text);
  const auto upper = static_cast<std::uint32_t>(hash >> 32);
  std::size_t at = place(hash);
  for (; slots_[at].next != 0; at = (at + 1) & (slots_.size() - 1))
    if (slots_[at].hash == upper && strings_[slots_[at].next - 1] == text)
      return {slots_[at].next - 1, false};
  strings_.push_back(keep(text));
  slots_[at] = {upper, size()};
  if (2 * strings_.size() > slots_.size()) grow();
  return {size() - 1, true};
}

std::string_view StringNumbers::keep(std::string_view text) {
  if (bytes_.empty() || bytes_.back().capacity() - bytes_.back().size() < text.size())
    bytes_.emplace_back().reserve(std::max(block_bytes, text.size()));
  std::string& block = bytes_.back();
  block += text;
  return std::string_view(block).substr(block.size() - text.size());
}

void StringNumbers::grow() {
  slots_.assign(2 * slots_.size(), {});
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::uint64_t hash = hash_of(strings_[number]);
    std::size_t at = place(hash);
    while (slots_[at].next != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {static_cast<std::uint32_t>(hash >> 32), number + 1};
  }
}

}  // namespace ae::indexing
