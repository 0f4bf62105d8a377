// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/glass_table.hpp"

#include "ae/error.hpp"
#include "common/store/begin_sync.hpp"

#include <algorithm>
#include <utility>

namespace ae::indexing::glass {
namespace {

using store::glass::append_big_endian;

constexpr char revision[] = {0, 0, 0, 1};  // of every block and of the database

/// Two bytes at \p at.
void put_big_endian(std::string& out, std::size_t at, std::size_t value) {
  out[at] = static_cast<char>(value >> 8 & 0xFF);
  out[at + 1] = static_cast<char>(value & 0xFF);
}

/// Null items: the first of the first leaf, and the key of the first item of every branch.
constexpr std::string_view null_leaf_item("\x60\x00\x00", 3);

std::string leaf_item(std::string_view key, std::string_view tag) {
  constexpr std::uint32_t only_component = 0x6000;  // the first and the last
  std::string item;
  append_big_endian(item, only_component | static_cast<std::uint32_t>(key.size() + tag.size()), 2);
  item += static_cast<char>(key.size());
  return item.append(key).append(tag);
}

std::string branch_item(std::uint32_t block, std::string_view separator) {
  std::string item;
  append_big_endian(item, block, 4);
  item += static_cast<char>(separator.size());
  item += separator;
  append_big_endian(item, 0, 2);  // the component: none, entries are never cut
  return item;
}

}  // namespace

void append_number(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += static_cast<char>(value | 0x80);
  out += static_cast<char>(value);
}

Table::Table(const std::filesystem::path& path) : path_(path), file_(store::create_file(path)) {
  levels_.emplace_back();
  first_keys_.emplace_back();
  put(0, null_leaf_item);
}

void Table::put(std::size_t level, std::string_view item) {
  Block& block = levels_[level];
  block.items_begin -= item.size();
  std::ranges::copy(item, block.bytes.begin() + static_cast<std::ptrdiff_t>(block.items_begin));
  put_big_endian(block.bytes, block.directory_end, block.items_begin);
  block.directory_end += 2;
}

/// The shortest prefix of \p key that is greater than the key before.
std::string Table::separator_for(std::string_view key) const {
  const auto [mine, last] = std::ranges::mismatch(key, last_key_);
  return std::string(key.substr(0, static_cast<std::size_t>(mine - key.begin()) + 1));
}

void Table::add(std::string_view key, std::string_view tag) {
  if (key <= std::string_view(last_key_) || key.size() > max_key_bytes ||
      tag.size() > room_for(key))
    throw Error(ErrorCode::internal, path_.string() + ": a key is out of order or too large");
  const std::string item = leaf_item(key, tag);
  if (!levels_[0].fits(item.size())) {
    std::string separator = separator_for(key);
    const std::uint32_t full = write(0);
    add_child(1, full, first_keys_[0]);
    first_keys_[0] = std::move(separator);
  }
  put(0, item);
  last_key_ = key;
  ++entries_;
}

/// Hangs a finished block in at \p level, which may fill and move up in the same way.
/// \p separator by value: a new level moves first_keys_, where it comes from.
void Table::add_child(std::size_t level, std::uint32_t block, std::string separator) {
  if (level == levels_.size()) {
    levels_.emplace_back();
    first_keys_.emplace_back(separator);
  }
  if (!levels_[level].fits(4 + 1 + separator.size() + 2)) {
    const std::uint32_t full = write(level);
    add_child(level + 1, full, first_keys_[level]);
    first_keys_[level] = separator;
  }
  if (levels_[level].empty()) separator.clear();
  put(level, branch_item(block, separator));
}

/// Writes the open block of \p level and starts the next. \returns its number
std::uint32_t Table::write(std::size_t level) {
  Block& block = levels_[level];
  const std::size_t free = block.items_begin - block.directory_end;
  std::ranges::copy(revision, block.bytes.begin());
  block.bytes[4] = static_cast<char>(level);
  put_big_endian(block.bytes, 5, free);
  put_big_endian(block.bytes, 7, free);
  put_big_endian(block.bytes, 9, block.directory_end);
  store::write_all(file_, path_, block.bytes);
  block = {};
  return blocks_++;
}

Root Table::finish() {
  std::uint32_t last = write(0);
  std::size_t level = 0;
  while (level + 1 < levels_.size()) {
    add_child(level + 1, last, first_keys_[level]);
    ++level;
    last = write(level);
  }
  store::begin_sync(file_, 0, std::uint64_t{blocks_} * block_bytes);
  file_ = {};
  return {
      .block = last, .level = static_cast<unsigned>(level), .entries = entries_, .blocks = blocks_};
}

}  // namespace ae::indexing::glass
