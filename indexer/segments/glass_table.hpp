// SPDX-License-Identifier: GPL-2.0-or-later
/// Writes one table of a Xapian glass database (\see common/store/glass.hpp) from front to back: a
/// B-tree built bottom-up.
#pragma once

#include "common/store/files.hpp"
#include "common/store/glass.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ae::indexing::glass {

using store::glass::block_bytes;
using store::glass::header_bytes;
using store::glass::Root;

/// The largest item of a leaf: four fit into a block.
inline constexpr std::size_t max_item_bytes = (block_bytes - header_bytes - 4 * 2) / 4;

/// Longer keys are refused. Terms are kept shorter (schema::max_term_bytes).
inline constexpr std::size_t max_key_bytes = 255;

/// Base 128, lowest bits first.
void append_number(std::string& out, std::uint64_t value);

/// Keys come strictly ascending.
class Table {
 public:
  /// \throws Error io
  explicit Table(const std::filesystem::path& path);

  /// An entry that fits into one item: \p tag at most room_for(key) bytes.
  /// \throws Error internal, for a key out of order or an entry too large; io
  void add(std::string_view key, std::string_view tag);

  /// Bytes of tag that fit into one item beside \p key.
  [[nodiscard]] static std::size_t room_for(std::string_view key) noexcept {
    return max_item_bytes - 3 - key.size();
  }

  /// Writes what is left. Call it once. \throws Error io
  Root finish();

 private:
  /// The block that is being filled on one level; level 0 holds the entries.
  struct Block {
    std::string bytes = std::string(block_bytes, '\0');
    std::size_t directory_end = header_bytes;  ///< offsets of the items, 2 bytes each
    std::size_t items_begin = block_bytes;     ///< each new item stands before the others
    [[nodiscard]] bool fits(std::size_t item) const noexcept {
      return directory_end + 2 + item <= items_begin;
    }
    [[nodiscard]] bool empty() const noexcept { return directory_end == header_bytes; }
  };

  void put(std::size_t level, std::string_view item);
  void add_child(std::size_t level, std::uint32_t block, std::string separator);
  std::uint32_t write(std::size_t level);
  [[nodiscard]] std::string separator_for(std::string_view key) const;

  std::filesystem::path path_;
  store::FileHandle file_;
  std::vector<Block> levels_;
  std::vector<std::string> first_keys_;  ///< separator of each level's open block
  std::string last_key_;
  std::uint64_t entries_ = 0;
  std::uint32_t blocks_ = 0;
};

}  // namespace ae::indexing::glass
