// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/segments/glass_database.hpp"

#include "ae/error.hpp"
#include "common/store/codec.hpp"
#include "common/store/put_varint.hpp"

#include <algorithm>
#include <deque>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace ae::indexing::glass {
namespace {

/// The most that stands in a chunk before its first gap: five numbers and a flag.
constexpr std::size_t most_head = 5 * 5 + 1;

std::string key_of_chunk(std::string_view key, bool term, std::uint32_t first) {
  std::string out(key);
  if (term) out += '\0';
  store::glass::append_sorted_number(out, first);
  return out;
}

/// Bytes of a chunk's body under \p key, and under that of any further chunk of its list.
std::size_t room_for_body(std::string_view key) noexcept {
  constexpr std::size_t docid = 1 + 5;  // in the key of a further chunk
  return max_item_bytes - 3 - key.size() - docid - most_head;
}

/// How many of \p postings go into a chunk of at most \p room bytes; their gaps and counts.
std::size_t fill(std::span<const Posting> postings, std::size_t room, std::string& body) {
  constexpr std::size_t most = 2 * store::most_varint_bytes;  // of a posting
  body.resize(std::min(room, most * postings.size()) + most);
  char* const begin = body.data();
  char* to = store::put_varint(begin, postings.front().count);
  std::size_t taken = 1;
  for (; taken < postings.size(); ++taken) {
    const std::uint32_t gap = postings[taken].docid - postings[taken - 1].docid - 1;
    char* const next = store::put_varint(store::put_varint(to, gap), postings[taken].count);
    if (static_cast<std::size_t>(next - begin) > room) break;
    to = next;
  }
  body.resize(static_cast<std::size_t>(to - begin));
  return taken;
}

/// A random UUID, version 4: several segments are told apart by it.
std::string make_uuid() {
  std::random_device random;
  std::string uuid;
  for (int i = 0; i < 16; ++i) uuid += static_cast<char>(random());
  uuid[6] = static_cast<char>((uuid[6] & 0x0F) | 0x40);
  uuid[8] = static_cast<char>((uuid[8] & 0x3F) | 0x80);
  return uuid;
}

void append_root(std::string& out, const Root* root, std::uint64_t compress_min) {
  constexpr unsigned sequential = 2;
  constexpr unsigned absent = 3;
  std::string free_list;
  if (root != nullptr) {
    append_number(free_list, 1);  // revision
    append_number(free_list, root->blocks);
    free_list.append(4, '\0');
  }
  append_number(out, root != nullptr ? root->block : 0);
  append_number(out, root != nullptr ? root->level * 4 + sequential : absent);
  append_number(out, root != nullptr ? root->entries : 0);
  append_number(out, block_bytes / 2048);
  append_number(out, compress_min);
  append_number(out, free_list.size());
  out += free_list;
}

}  // namespace

Database::Database(const std::filesystem::path& folder, std::span<const std::uint32_t> lengths)
    : folder_(folder), postlist_(folder / "postlist.glass") {
  std::vector<Posting> list;
  for (const std::uint32_t length : lengths) {
    list.push_back({++documents_, length});
    total_length_ += length;
    longest_ = std::max(longest_, length);
    if (length > 0 && (shortest_ == 0 || length < shortest_)) shortest_ = length;
  }
  std::string head;
  append_number(head, 0);
  append_number(head, 0);
  if (!list.empty()) add_list(store::glass::lengths_key, head, list);
}

void Database::add(std::string_view term, std::span<const Posting> postings) {
  std::uint64_t sum = 0;
  std::uint32_t last = 0;
  for (const Posting& posting : postings) {
    if (posting.docid <= last || posting.docid > documents_)
      throw Error(ErrorCode::internal, folder_.string() + ": a docid is out of order");
    last = posting.docid;
    sum += posting.count;
    largest_count_ = std::max(largest_count_, posting.count);
  }
  total_count_ += sum;
  std::string head;
  append_number(head, postings.size());
  append_number(head, sum);
  add_list(term, head, postings);
}

/// \param head  what stands at the front of a list's first chunk; empty for the others
void Database::write_chunk(std::string_view key, std::string_view head, const Chunk& chunk,
                           bool last) {
  std::string tag(head);
  if (!head.empty()) append_number(tag, chunk.first - 1);
  tag += last ? '1' : '0';
  append_number(tag, chunk.last - chunk.first);
  tag += chunk.body;
  postlist_.add(head.empty() ? key_of_chunk(key, key != store::glass::lengths_key, chunk.first)
                             : std::string(key),
                tag);
}

/// Cuts a posting list into chunks that fit. \p head stands at the front of the first.
void Database::add_list(std::string_view key, std::string_view head,
                        std::span<const Posting> postings) {
  while (!postings.empty()) {
    std::string body;
    const std::size_t taken = fill(postings, room_for_body(key), body);
    write_chunk(key, head, {postings.front().docid, postings[taken - 1].docid, body},
                taken == postings.size());
    postings = postings.subspan(taken);
    head = {};
  }
}

namespace {

/// A chunk that another writer made larger than ours are, in pieces of at most \p room bytes.
void cut(const Chunk& chunk, std::size_t room, std::deque<std::string>& bodies,
         std::vector<Chunk>& out) {
  store::Cursor cursor(chunk.body);
  std::vector<Posting> postings{{chunk.first, cursor.varint_as<std::uint32_t>()}};
  while (!cursor.at_end()) {
    const auto docid = postings.back().docid + cursor.varint_as<std::uint32_t>() + 1;
    postings.push_back({docid, cursor.varint_as<std::uint32_t>()});
  }
  for (std::span<const Posting> rest(postings); !rest.empty();) {
    std::string& body = bodies.emplace_back();
    const std::size_t taken = fill(rest, room, body);
    out.push_back({rest.front().docid, rest[taken - 1].docid, body});
    rest = rest.subspan(taken);
  }
}

}  // namespace

void Database::add_chunks(std::string_view term, std::uint64_t number, std::uint64_t sum,
                          std::span<const Chunk> chunks) {
  total_count_ += sum;
  std::string head;
  append_number(head, number);
  append_number(head, sum);
  const std::size_t room = room_for_body(term);
  std::deque<std::string> bodies;
  std::vector<Chunk> fitting;
  for (const Chunk& chunk : chunks)
    if (chunk.body.size() <= room)
      fitting.push_back(chunk);
    else
      cut(chunk, room, bodies, fitting);
  std::string body(fitting.front().body);
  Chunk open = fitting.front();
  for (const Chunk& next : std::span(fitting).subspan(1)) {
    if (next.first <= open.last || next.last < next.first || next.last > documents_)
      throw Error(ErrorCode::internal, folder_.string() + ": a docid is out of order");
    const std::size_t before = body.size();
    append_number(body, next.first - open.last - 1);
    if (body.size() + next.body.size() <= room) {
      body += next.body;
    } else {
      body.resize(before);
      open.body = body;
      write_chunk(term, std::exchange(head, {}), open, false);
      open = next;
      body = next.body;
    }
    open.last = next.last;
  }
  open.body = body;
  write_chunk(term, head, open, true);
}

void Database::finish() {
  if (total_count_ != total_length_)
    throw Error(ErrorCode::internal, folder_.string() + ": its counts do not add up");
  write_version_file(postlist_.finish());
}

void Database::write_version_file(const Root& root) const {
  std::string out(store::glass::magic());
  out += make_uuid();
  append_number(out, 1);  // revision
  append_root(out, &root, 0);
  for (const std::uint64_t compress_min : {18U, 18U, 0U, 18U, 18U})
    append_root(out, nullptr, compress_min);
  append_number(out, documents_);
  append_number(out, 0);  // last docid, less the number of documents
  append_number(out, shortest_);
  append_number(out, largest_count_);
  append_number(out, std::max(longest_, largest_count_) - largest_count_);
  append_number(out, 0);  // oldest changeset
  append_number(out, total_length_);
  append_number(out, 0);  // bound of the spelling table
  const auto path = folder_ / "iamglass";
  store::write_all(store::create_file(path), path, out);
}

}  // namespace ae::indexing::glass
