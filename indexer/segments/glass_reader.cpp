// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/glass_reader.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

namespace ae::indexing::glass {
namespace {

constexpr std::uint32_t blocks_at_once = 16;

}  // namespace

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
    directory_end_ = store::glass::big_endian(leaf_, 9);
    if (directory_end_ > block_bytes || directory_end_ < header_bytes) throw_damaged();
    ++block_;
    return true;
  }
  return false;
}

TableReader::Item TableReader::read_item(std::size_t at) const {
  const auto item = store::glass::leaf_item(leaf_, at);
  if (!item) throw_damaged();
  return *item;
}

bool TableReader::next_item(Item& item) {
  while (directory_ >= directory_end_)
    if (!next_leaf()) return false;
  if (directory_ + 2 > block_bytes) throw_damaged();
  item = read_item(store::glass::big_endian(leaf_, directory_));
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
