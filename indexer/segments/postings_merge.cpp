// SPDX-License-Identifier: GPL-2.0-or-later
/// One glass database of several: posting lists are put one behind the other as the bytes they are.
#include "common/store/codec.hpp"
#include "common/store/glass.hpp"
#include "indexer/segments/glass_database.hpp"
#include "indexer/segments/glass_reader.hpp"
#include "indexer/segments/postings.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

/// The posting lists of one input, one after the other.
class Lists {
 public:
  Lists(const std::filesystem::path& folder, const store::glass::Version& version,
        std::uint32_t base)
      : path_(folder / "postlist.glass"),
        version_(version),
        base_(base),
        table_(path_, version.root),
        more_(table_.next()) {}

  /// Goes on to the next list. \returns whether there is one
  bool next() {
    chunks_.clear();
    bodies_.clear();
    if (!more_) return false;
    name_ = table_.key();
    read_first();
    for (more_ = table_.next(); more_ && continues(table_.key()); more_ = table_.next())
      read_further();
    return true;
  }

  [[nodiscard]] std::string_view name() const noexcept { return name_; }
  [[nodiscard]] std::uint32_t base() const noexcept { return base_; }
  [[nodiscard]] std::uint64_t postings() const noexcept { return postings_; }
  [[nodiscard]] std::uint64_t sum() const noexcept { return sum_; }

  /// The chunks of the list, their docids moved by base().
  void append_chunks(std::vector<glass::Chunk>& out) const {
    for (const Place& place : chunks_)
      out.push_back({base_ + place.first, base_ + place.last,
                     std::string_view(bodies_).substr(place.from, place.size)});
  }

  /// The counts of the list by document: for the list of lengths.
  void append_counts(std::vector<std::uint32_t>& out) const {
    for (const Place& place : chunks_) {
      store::Cursor cursor(std::string_view(bodies_).substr(place.from, place.size));
      out.push_back(cursor.varint_as<std::uint32_t>());
      while (!cursor.at_end()) {
        if (cursor.varint() != 0) throw_damaged();  // every document has a length
        out.push_back(cursor.varint_as<std::uint32_t>());
      }
      if (!cursor.ok()) throw_damaged();
    }
  }

  [[noreturn]] void throw_damaged() const { store::throw_damaged(path_, "makes no sense"); }

 private:
  struct Place {
    std::uint32_t first = 0, last = 0;
    std::size_t from = 0, size = 0;  ///< in bodies_
  };

  /// The name, a zero byte where it is a term, and the chunk's first docid.
  [[nodiscard]] bool continues(std::string_view key) const noexcept {
    if (!key.starts_with(name_) || key.size() == name_.size()) return false;
    return name_ == store::glass::lengths_key || key[name_.size()] == '\0';
  }

  void read_first() {
    store::Cursor cursor(table_.tag());
    postings_ = cursor.varint();
    sum_ = cursor.varint();
    const std::uint64_t before = cursor.varint();
    read_body(before + 1, cursor);
  }

  void read_further() {
    std::string_view key = table_.key().substr(name_.size());
    if (name_ != store::glass::lengths_key) key.remove_prefix(1);
    const auto first = store::glass::read_sorted_number(key);
    if (!first) throw_damaged();
    read_body(*first, store::Cursor(table_.tag()));
  }

  void read_body(std::uint64_t first, store::Cursor cursor) {
    (void)cursor.bytes(1);  // whether it is the last chunk
    const std::uint64_t last = first + cursor.varint();
    const std::string_view body = cursor.bytes(cursor.left());
    const std::uint32_t before = chunks_.empty() ? 0 : chunks_.back().last;
    if (!cursor.ok() || body.empty() || first <= before || last < first ||
        last > version_.documents)
      throw_damaged();
    chunks_.push_back({static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last),
                       bodies_.size(), body.size()});
    bodies_ += body;
  }

  std::filesystem::path path_;
  store::glass::Version version_;
  std::uint32_t base_;
  glass::TableReader table_;
  bool more_;
  std::string name_, bodies_;
  std::uint64_t postings_ = 0, sum_ = 0;
  std::vector<Place> chunks_;
};

/// Every input that has articles; nothing where one of them is not to be read front to back.
std::optional<std::vector<Lists>> open_inputs(std::span<const std::filesystem::path> from,
                                              std::uint32_t& largest_count) {
  std::vector<Lists> inputs;
  std::uint32_t base = 0;
  for (const auto& folder : from) {
    const auto version = store::glass::read_version(folder);
    if (!version || !version->in_order) return std::nullopt;
    if (version->documents != 0) inputs.emplace_back(folder, *version, base);
    base += version->documents;
    largest_count = std::max(largest_count, version->largest_count);
  }
  return inputs;
}

/// The lists of lengths stand first.
std::vector<std::uint32_t> read_lengths(std::vector<Lists>& inputs) {
  std::vector<std::uint32_t> lengths;
  for (Lists& input : inputs) {
    lengths.resize(input.base());
    if (!input.next() || input.name() != store::glass::lengths_key) input.throw_damaged();
    input.append_counts(lengths);
  }
  return lengths;
}

bool is_later(const Lists* a, const Lists* b) {
  const int order = a->name().compare(b->name());
  return order != 0 ? order > 0 : a->base() > b->base();
}

/// Takes the inputs that have the least name from \p waiting, a heap, in the order of docids.
void take_least(std::vector<Lists*>& waiting, std::vector<Lists*>& least) {
  least.clear();
  do {
    std::ranges::pop_heap(waiting, is_later);
    least.push_back(waiting.back());
    waiting.pop_back();
  } while (!waiting.empty() && waiting.front()->name() == least.front()->name());
}

void merge_lists(std::vector<Lists>& inputs, glass::Database& database) {
  std::vector<Lists*> waiting, least;
  for (Lists& input : inputs)
    if (input.next()) waiting.push_back(&input);
  std::ranges::make_heap(waiting, is_later);
  std::vector<glass::Chunk> chunks;
  while (!waiting.empty()) {
    take_least(waiting, least);
    chunks.clear();
    std::uint64_t postings = 0, sum = 0;
    for (const Lists* input : least) {
      input->append_chunks(chunks);
      postings += input->postings();
      sum += input->sum();
    }
    database.add_chunks(least.front()->name(), postings, sum, chunks);
    for (Lists* input : least)
      if (input->next()) {
        waiting.push_back(input);
        std::ranges::push_heap(waiting, is_later);
      }
  }
}

}  // namespace

void concatenate_in_bulk(std::span<const std::filesystem::path> from,
                         const std::filesystem::path& to) {
  std::uint32_t largest_count = 0;
  auto inputs = open_inputs(from, largest_count);
  if (!inputs) return concatenate_through_api(from, to);
  std::filesystem::create_directory(to);
  glass::Database database(to, read_lengths(*inputs));
  database.note_largest(largest_count);
  merge_lists(*inputs, database);
  database.finish();
}

}  // namespace ae::indexing
