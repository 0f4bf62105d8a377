// SPDX-License-Identifier: GPL-2.0-or-later
/// See word_table.hpp.
#include "indexer/entities/word_table.hpp"

namespace ae::indexing {

WordFacts WordTable::find(std::uint64_t key) const noexcept {
  const auto mask = slots_.size() - 1;
  auto at = static_cast<std::size_t>(key) & mask;
  // A damaged file may have no free slot: never look at more than all.
  for (std::size_t seen = 0; seen < slots_.size(); ++seen, at = (at + 1) & mask) {
    const auto& slot = slots_[at];
    if (slot.check == 0 && slot.kinds == 0) break;
    if ((slot.check & ~7U) != check_of(key)) continue;
    return {Kinds{slot.kinds}, static_cast<Casing>(slot.check & 7U)};
  }
  return {};
}

}  // namespace ae::indexing
