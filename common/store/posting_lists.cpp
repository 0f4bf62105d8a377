// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/posting_lists.hpp"

#include "common/store/bisect.hpp"

#include <string>
#include <utility>

namespace ae::store {
namespace {

using glass::big_endian;
using glass::block_bytes;
using glass::header_bytes;

std::size_t items(std::string_view block) noexcept {
  return (big_endian(block, 9) - header_bytes) / 2;
}

std::size_t place(std::string_view block, std::size_t item) noexcept {
  return big_endian(block, header_bytes + 2 * item);
}

/// An entry of a block that is no leaf: everything from its key on stands below it.
struct BranchItem {
  std::uint32_t block = 0;
  std::string_view key{};
  std::size_t part = 0;  ///< of an entry that is cut; 0 or 1 where it is the first
};

std::optional<BranchItem> branch_item(std::string_view branch, std::size_t at) noexcept {
  if (at + 5 > branch.size()) return {};
  const auto size = static_cast<unsigned char>(branch[at + 4]);
  if (at + 5 + size + 2 > branch.size()) return {};
  return BranchItem{
      static_cast<std::uint32_t>(big_endian(branch, at) << 16 | big_endian(branch, at + 2)),
      branch.substr(at + 5, size), big_endian(branch, at + 5 + size)};
}

}  // namespace

PostingLists::PostingLists(std::filesystem::path path, const glass::Version& version)
    : path_(std::move(path)), file_(path_), version_(version) {}

std::optional<PostingLists> PostingLists::open(const std::filesystem::path& folder) {
  const auto version = glass::read_version(folder);
  if (!version) return {};
  return PostingLists(folder / "postlist.glass", *version);
}

void PostingLists::throw_damaged() const { store::throw_damaged(path_, "makes no sense"); }

std::string_view PostingLists::block(std::uint32_t number, std::size_t level) const {
  const std::uint64_t at = std::uint64_t{number} * block_bytes;
  if (at + block_bytes > file_.bytes().size()) throw_damaged();
  const std::string_view block = file_.bytes().substr(at, block_bytes);
  const std::size_t end = big_endian(block, 9);
  if (static_cast<unsigned char>(block[4]) != level || end < header_bytes + 2 || end > block_bytes)
    throw_damaged();
  return block;
}

/// The way to the first entry from \p key on. It may end behind the last item of a leaf.
PostingLists::Way PostingLists::find(std::string_view key) const {
  Way way;
  std::uint32_t number = version_.root.block;
  for (std::size_t level = version_.root.level; level > 0; --level) {
    const std::string_view branch = block(number, level);
    const auto child = [&](std::size_t i) {
      const auto item = branch_item(branch, place(branch, i));
      if (!item) throw_damaged();
      return *item;
    };
    const auto count = static_cast<std::uint32_t>(items(branch));  // the first has no key
    const std::uint32_t behind = 1 + first_where(count - 1, [&](std::uint32_t i) {
                                   const BranchItem item = child(i + 1);
                                   return item.key > key || (item.key == key && item.part > 1);
                                 });
    way.push_back({branch, behind - 1});
    number = child(behind - 1).block;
  }
  const std::string_view leaf = block(number, 0);
  way.push_back({leaf, first_where(static_cast<std::uint32_t>(items(leaf)), [&](std::uint32_t i) {
                   const auto item = glass::leaf_item(leaf, place(leaf, i));
                   if (!item) throw_damaged();
                   return item->key >= key;
                 })});
  return way;
}

/// To the item behind, unless there is none.
bool PostingLists::next(Way& way) const {
  std::size_t at = way.size() - 1;
  ++way[at].item;
  while (way[at].item >= items(way[at].block)) {
    if (at == 0) return false;
    ++way[--at].item;
  }
  for (; at + 1 < way.size(); ++at) {
    const auto down = branch_item(way[at].block, place(way[at].block, way[at].item));
    if (!down) throw_damaged();
    way[at + 1] = {block(down->block, way.size() - 2 - at), 0};
  }
  return true;
}

glass::LeafItem PostingLists::item(const Way& way) const {
  const auto item = glass::leaf_item(way.back().block, place(way.back().block, way.back().item));
  if (!item) throw_damaged();
  return *item;
}

/// \param further  what the keys of all chunks but the first begin with
std::optional<PostingCursor> PostingLists::list(std::string_view key,
                                                std::string_view further) const {
  Way way = find(key);
  if (way.back().item >= items(way.back().block)) {
    --way.back().item;
    if (!next(way)) return PostingCursor();
  }
  glass::LeafItem entry = item(way);
  if (entry.key != key) return PostingCursor();
  std::vector<PostingChunk> chunks;
  std::uint64_t entries = 0;
  for (bool is_last = false; !is_last;) {
    if (!entry.first || !entry.last) return {};  // cut in parts
    Cursor cursor(entry.tag);
    std::uint32_t first = 0;
    if (chunks.empty()) {
      entries = cursor.varint();
      (void)cursor.varint();  // sum of their counts
      first = cursor.varint_as<std::uint32_t>() + 1;
    } else {
      const bool continues = entry.key.starts_with(further);
      const auto number =
          continues ? glass::read_sorted_number(entry.key.substr(further.size())) : std::nullopt;
      if (!number) throw_damaged();
      first = *number;
    }
    is_last = cursor.bytes(1) == "1";
    (void)cursor.varint();  // from the first docid to the last
    const std::uint32_t before = chunks.empty() ? 0 : chunks.back().first;
    if (!cursor.ok() || first <= before || first > version_.last_docid) throw_damaged();
    chunks.push_back({first, cursor.bytes(cursor.left())});
    if (!is_last && !next(way)) throw_damaged();
    if (!is_last) entry = item(way);
  }
  return PostingCursor(std::move(chunks), entries);
}

std::optional<PostingCursor> PostingLists::list(std::string_view term) const {
  if (term.empty() || term.find('\0') != std::string_view::npos) return {};  // written otherwise
  return list(term, std::string(term) + '\0');
}

/// An article without words may be left out of the list.
std::vector<std::uint32_t> PostingLists::read_lengths() const {
  if (version_.last_docid > file_.bytes().size())
    return {};  // most docids are free, or it is a lie
  auto at = list(glass::lengths_key, glass::lengths_key);
  if (!at) return {};
  std::vector<std::uint32_t> lengths;
  for (; !at->at_end(); at->next()) {
    if (at->docid() > version_.last_docid) throw_damaged();
    lengths.resize(at->docid());
    lengths.back() = at->count();
  }
  if (!at->ok()) throw_damaged();
  lengths.resize(version_.last_docid);
  return lengths;
}

std::span<const std::uint32_t> PostingLists::lengths() const {
  if (!lengths_) lengths_ = read_lengths();
  return *lengths_;
}

}  // namespace ae::store
