// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/glass_reader.hpp"

#include "common/store/codec.hpp"
#include "indexer/segments/glass_database.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

namespace ae::indexing::glass {
namespace {

constexpr std::uint32_t blocks_at_once = 16;
constexpr std::size_t uuid_bytes = 16;

std::size_t big_endian(std::string_view bytes, std::size_t at) noexcept {
  return static_cast<std::size_t>(static_cast<unsigned char>(bytes[at])) << 8 |
         static_cast<unsigned char>(bytes[at + 1]);
}

struct RootInfo {
  Root root;
  bool sequential = false, absent = false, ours = false;  ///< ours: blocks of our size
};

RootInfo read_root(store::Cursor& cursor) {
  RootInfo info;
  info.root.block = cursor.varint_as<std::uint32_t>();
  const std::uint64_t level = cursor.varint();
  info.root.level = static_cast<unsigned>(level / 4);
  info.sequential = (level & 2U) != 0;
  info.absent = (level & 1U) != 0;
  info.root.entries = cursor.varint();
  info.ours = cursor.varint() == block_bytes / 2048;
  (void)cursor.varint();  // from which length tags are compressed
  store::Cursor free_list(cursor.counted());
  (void)free_list.varint();  // revision
  info.root.blocks = free_list.varint_as<std::uint32_t>();
  return info;
}

}  // namespace

std::optional<Version> read_version(const std::filesystem::path& folder) {
  constexpr std::size_t largest = 4096;
  const std::string bytes = store::read_small_file(folder / "iamglass", largest);
  if (!bytes.starts_with(magic()) || bytes.size() < magic().size() + uuid_bytes) return {};
  store::Cursor cursor(std::string_view(bytes).substr(magic().size() + uuid_bytes));
  (void)cursor.varint();  // revision
  const RootInfo postlist = read_root(cursor);
  for (int other = 0; other < 5; ++other) (void)read_root(cursor);
  Version version{.root = postlist.root};
  version.documents = cursor.varint_as<std::uint32_t>();
  const std::uint64_t free_docids = cursor.varint();
  (void)cursor.varint();  // shortest document
  version.largest_count = cursor.varint_as<std::uint32_t>();
  if (!cursor.ok() || postlist.absent || !postlist.sequential || !postlist.ours ||
      postlist.root.blocks == 0 || free_docids != 0)
    return {};
  return version;
}

TableReader::TableReader(const std::filesystem::path& path, const Root& root)
    : path_(path), file_(store::open_for_reading(path)), root_(root) {}

void TableReader::throw_damaged() const { store::throw_damaged(path_, "makes no sense"); }

/// \returns whether there is another leaf: leaf_ is it
bool TableReader::next_leaf() {
  for (; block_ < root_.blocks; ++block_) {
    if (block_ - first_ >= pieces_.size() / block_bytes || pieces_.empty()) {
      first_ = block_;
      pieces_.resize(std::min(blocks_at_once, root_.blocks - block_) * block_bytes);
      const auto read = ::pread(file_.get(), pieces_.data(), pieces_.size(),
                                static_cast<::off_t>(std::uint64_t{block_} * block_bytes));
      if (read < 0) store::throw_io(path_, "cannot read", errno);
      if (static_cast<std::size_t>(read) != pieces_.size()) throw_damaged();
    }
    leaf_ = std::string_view(pieces_).substr((block_ - first_) * block_bytes, block_bytes);
    if (leaf_[4] != 0) continue;  // a branch
    directory_ = header_bytes;
    directory_end_ = big_endian(leaf_, 9);
    if (directory_end_ > block_bytes || directory_end_ < header_bytes) throw_damaged();
    ++block_;
    return true;
  }
  return false;
}

TableReader::Item TableReader::read_item(std::size_t at) const {
  constexpr std::size_t flags = 0xE000, compressed = 0x8000, last = 0x4000, first = 0x2000;
  if (at + 3 > block_bytes) throw_damaged();
  const std::size_t head = big_endian(leaf_, at);
  std::string_view item = leaf_.substr(at + 2);
  if ((head & ~flags) + 1 > item.size() || (head & compressed) != 0) throw_damaged();
  item = item.substr(0, (head & ~flags) + 1);
  const std::size_t key = static_cast<unsigned char>(item[0]);
  const std::size_t number = (head & first) != 0 ? 0 : 2;  // bytes of the component's
  if (1 + key + number > item.size()) throw_damaged();
  return {item.substr(1, key), item.substr(1 + key + number), (head & first) != 0,
          (head & last) != 0};
}

bool TableReader::next_item(Item& item) {
  while (directory_ >= directory_end_)
    if (!next_leaf()) return false;
  if (directory_ + 2 > block_bytes) throw_damaged();
  item = read_item(big_endian(leaf_, directory_));
  directory_ += 2;
  return true;
}

bool TableReader::next() {
  Item item;
  do {  // the null item at the front is no entry
    if (!next_item(item)) {
      if (entries_ != root_.entries) throw_damaged();
      return false;
    }
  } while (item.key.empty());
  if (!item.first || item.key <= std::string_view(key_)) throw_damaged();
  key_ = item.key;
  tag_ = item.tag;
  while (!item.last) {
    if (!next_item(item) || item.first || item.key != key_) throw_damaged();
    tag_ += item.tag;
  }
  ++entries_;
  return true;
}

}  // namespace ae::indexing::glass
