// SPDX-License-Identifier: GPL-2.0-or-later
/// Keeps many short strings for as long as it lives.
#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace ae::indexing {

/// Strings one behind the other in large blocks: no allocation for each of them.
class StringBlocks {
 public:
  /// \returns a copy of \p text that stays where it is
  std::string_view keep(std::string_view text) {
    if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size())
      blocks_.emplace_back().reserve(std::max(block_bytes, text.size()));
    std::string& block = blocks_.back();
    block += text;
    return std::string_view(block).substr(block.size() - text.size());
  }

 private:
  static constexpr std::size_t block_bytes = std::size_t{64} << 10;

  std::deque<std::string> blocks_;  // a full one is never touched again
};

}  // namespace ae::indexing
