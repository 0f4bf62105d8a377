// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/glass.hpp"

#include "common/store/codec.hpp"
#include "common/store/files.hpp"

#include <bit>
#include <limits>
#include <string>

namespace ae::store::glass {
namespace {

constexpr std::size_t uuid_bytes = 16;

struct RootInfo {
  Root root;
  bool sequential = false, absent = false, ours = false;  ///< ours: blocks of our size
};

RootInfo read_root(Cursor& cursor) {
  RootInfo info;
  info.root.block = cursor.varint_as<std::uint32_t>();
  const std::uint64_t level = cursor.varint();
  info.root.level = static_cast<unsigned>(level / 4);
  info.sequential = (level & 2U) != 0;
  info.absent = (level & 1U) != 0;
  info.root.entries = cursor.varint();
  info.ours = cursor.varint() == block_bytes / 2048;
  (void)cursor.varint();  // from which length tags are compressed
  Cursor free_list(cursor.counted());
  (void)free_list.varint();  // revision
  info.root.blocks = free_list.varint_as<std::uint32_t>();
  return info;
}

}  // namespace

std::string_view magic() noexcept {
  static constexpr std::string_view bytes(
      "\x0f\x0d"
      "Xapian Glass\x04\x6e",
      16);
  return bytes;
}

std::optional<Version> read_version(const std::filesystem::path& folder) {
  constexpr std::size_t largest = 4096;
  const std::string bytes = read_small_file(folder / "iamglass", largest);
  if (!bytes.starts_with(magic()) || bytes.size() < magic().size() + uuid_bytes) return {};
  Cursor cursor(std::string_view(bytes).substr(magic().size() + uuid_bytes));
  (void)cursor.varint();  // revision
  const RootInfo postlist = read_root(cursor);
  for (int other = 0; other < 5; ++other) (void)read_root(cursor);
  Version version{.root = postlist.root};
  version.documents = cursor.varint_as<std::uint32_t>();
  const std::uint64_t free_docids = cursor.varint();
  if (free_docids >= std::numeric_limits<std::uint32_t>::max() - version.documents) return {};
  version.last_docid = version.documents + static_cast<std::uint32_t>(free_docids);
  (void)cursor.varint();  // shortest document
  version.largest_count = cursor.varint_as<std::uint32_t>();
  version.in_order = postlist.sequential && free_docids == 0;
  if (!cursor.ok() || postlist.absent || !postlist.ours || postlist.root.blocks == 0) return {};
  return version;
}

void append_big_endian(std::string& out, std::uint32_t value, unsigned bytes) {
  for (unsigned i = bytes; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::optional<LeafItem> leaf_item(std::string_view leaf, std::size_t at) noexcept {
  constexpr std::size_t flags = 0xE000, compressed = 0x8000, last = 0x4000, first = 0x2000;
  if (at + 3 > leaf.size()) return {};
  const std::size_t head = big_endian(leaf, at);
  const std::size_t size = (head & ~flags) + 1;
  std::string_view item = leaf.substr(at + 2);
  if (size > item.size() || (head & compressed) != 0) return {};
  item = item.substr(0, size);
  const std::size_t key = static_cast<unsigned char>(item[0]);
  const std::size_t number = (head & first) != 0 ? 0 : 2;  // bytes of the part's
  if (1 + key + number > item.size()) return {};
  return LeafItem{item.substr(1, key), item.substr(1 + key + number), (head & first) != 0,
                  (head & last) != 0};
}

void append_sorted_number(std::string& out, std::uint32_t value) {
  if (value < 0x8000)
    append_big_endian(out, value, 2);
  else if (value < 1U << 22)
    append_big_endian(out, value | 0x800000U, 3);
  else if (value < 1U << 29)
    append_big_endian(out, value | 0xC0000000U, 4);
  else {
    out += '\xE0';
    append_big_endian(out, value, 4);
  }
}

std::optional<std::uint32_t> read_sorted_number(std::string_view bytes) noexcept {
  if (bytes.empty()) return std::nullopt;
  const auto first = static_cast<unsigned char>(bytes[0]);
  const auto ones = static_cast<unsigned>(std::countl_one(first));
  if (bytes.size() != ones + 2 || ones > 3) return std::nullopt;
  std::uint64_t value = first & (0x7FU >> ones);
  for (const char byte : bytes.substr(1)) value = value << 8 | static_cast<unsigned char>(byte);
  if (value > std::numeric_limits<std::uint32_t>::max()) return std::nullopt;
  return static_cast<std::uint32_t>(value);
}

}  // namespace ae::store::glass
