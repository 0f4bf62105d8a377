// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/posting_lists.hpp"

#include "common/store/bisect.hpp"

#include <iterator>
#include <new>
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

/// From the item of step \p from to the first or last leaf item below it.
void PostingLists::descend(Way& way, std::size_t from, bool to_last) const {
  for (std::size_t at = from; at + 1 < way.size(); ++at) {
    const auto down = branch_item(way[at].block, place(way[at].block, way[at].item));
    if (!down) throw_damaged();
    const std::string_view below = block(down->block, way.size() - 2 - at);
    way[at + 1] = {below, to_last ? items(below) - 1 : 0};
  }
}

/// To the item behind, unless there is none.
bool PostingLists::next(Way& way) const {
  std::size_t at = way.size() - 1;
  ++way[at].item;
  while (way[at].item >= items(way[at].block)) {
    if (at == 0) return false;
    ++way[--at].item;
  }
  descend(way, at, false);
  return true;
}

/// To the item before, unless there is none.
bool PostingLists::previous(Way& way) const {
  std::size_t at = way.size() - 1;
  while (way[at].item == 0) {
    if (at == 0) return false;
    --at;
  }
  --way[at].item;
  descend(way, at, true);
  return true;
}

glass::LeafItem PostingLists::item(const Way& way) const {
  const auto item = glass::leaf_item(way.back().block, place(way.back().block, way.back().item));
  if (!item) throw_damaged();
  return *item;
}

/// The entry of \p key, and the way to it; nothing where there is none.
std::optional<glass::LeafItem> PostingLists::found(Way& way, std::string_view key) const {
  way = find(key);
  if (way.back().item >= items(way.back().block)) {
    --way.back().item;
    if (!next(way)) return {};
  }
  const glass::LeafItem entry = item(way);
  if (entry.key != key) return {};
  return entry;
}

/// Nothing where it is cut in parts. \param number  what its key says of the first docid; none in
/// the first part of a list
std::optional<PostingLists::Part> PostingLists::part(const glass::LeafItem& entry,
                                                     std::optional<std::string_view> number) const {
  if (!entry.first || !entry.last) return {};
  Cursor cursor(entry.tag);
  Part part;
  if (number) {
    const auto first = glass::read_sorted_number(*number);
    if (!first) throw_damaged();
    part.chunk.first = *first;
  } else {
    part.entries = cursor.varint();
    (void)cursor.varint();  // sum of their counts
    part.chunk.first = cursor.varint_as<std::uint32_t>() + 1;
  }
  part.is_last = cursor.bytes(1) == "1";
  (void)cursor.varint();  // from the first docid to the last
  if (!cursor.ok() || part.chunk.first == 0 || part.chunk.first > version_.last_docid)
    throw_damaged();
  part.chunk.body = cursor.bytes(cursor.left());
  return part;
}

std::optional<PostingCursor> PostingLists::list(std::string_view term) const {
  if (term.empty() || term.find('\0') != std::string_view::npos) return {};  // written otherwise
  const std::string further = std::string(term) + '\0';  // so begin all keys but the first
  Way way;
  auto entry = found(way, term);
  if (!entry) return PostingCursor();
  std::vector<PostingChunk> chunks;
  auto read = part(*entry, {});
  const std::uint64_t entries = read ? read->entries : 0;
  while (read) {
    if (!chunks.empty() && read->chunk.first <= chunks.back().first) throw_damaged();
    chunks.push_back(read->chunk);
    if (read->is_last) return PostingCursor(std::move(chunks), entries);
    if (!next(way)) throw_damaged();
    entry = item(way);
    if (!entry->key.starts_with(further)) throw_damaged();
    read = part(*entry, entry->key.substr(further.size()));
  }
  return {};
}

bool PostingLists::has_lengths(std::uint32_t documents) const {
  // Where there are more docids than bytes, most are free, or it is a lie.
  if (documents > version_.last_docid || version_.last_docid > file_.bytes().size()) return false;
  Way way;
  const auto entry = found(way, glass::lengths_key);
  return entry && entry->first && entry->last;
}

/// To what tells the length of \p docid: the last part that begins there or before, or the first.
PostingLists::Way PostingLists::lengths_way(std::uint32_t docid) const {
  std::string key(glass::lengths_key);
  glass::append_sorted_number(key, docid);
  Way way = find(key);
  const bool begins = way.back().item < items(way.back().block) && item(way).key == key;
  if (!begins && !previous(way)) throw_damaged();
  return way;
}

PostingLists::Part PostingLists::lengths_part(const Way& way) const {
  const glass::LeafItem entry = item(way);
  if (!entry.key.starts_with(glass::lengths_key)) throw_damaged();
  const std::string_view number = entry.key.substr(glass::lengths_key.size());
  const auto read = part(entry, number.empty() ? std::nullopt : std::optional(number));
  if (!read) throw_damaged();
  return *read;
}

/// \returns the docids that were read, from the first to behind the last. An article without words
/// may be left out of the list: it has the length 0.
std::pair<std::uint32_t, std::uint32_t> PostingLists::read_lengths(std::uint32_t docid) const {
  Way way = lengths_way(docid);
  const Part read = lengths_part(way);
  if (read.chunk.first > docid) return {1, read.chunk.first};
  std::uint32_t behind = version_.last_docid + 1;
  if (!read.is_last) {
    if (!next(way)) throw_damaged();
    behind = lengths_part(way).chunk.first;
  }
  PostingCursor at({read.chunk}, 0);
  for (; !at.at_end() && at.docid() < behind; at.next()) lengths_[at.docid() - 1] = at.count();
  if (!at.ok() || !at.at_end() || behind <= docid) throw_damaged();
  return {read.chunk.first, behind};
}

Lengths PostingLists::lengths_at(std::uint32_t docid) const {
  if (!lengths_)
    lengths_.reset(
        static_cast<std::uint32_t*>(std::calloc(version_.last_docid, sizeof(std::uint32_t))));
  if (!lengths_) throw std::bad_alloc();
  auto known = lengths_read_.upper_bound(docid);
  if (known == lengths_read_.begin() || docid >= std::prev(known)->second) {
    const auto [first, behind] = read_lengths(docid);
    known = std::next(lengths_read_.insert_or_assign(known, first, behind));
  }
  const auto [first, behind] = *std::prev(known);
  return {first, {&lengths_[first - 1], behind - first}};
}

}  // namespace ae::store
