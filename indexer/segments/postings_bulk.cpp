// SPDX-License-Identifier: GPL-2.0-or-later
#include "common/store/database.hpp"
#include "indexer/segments/glass_database.hpp"
#include "indexer/segments/postings.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace ae::indexing {
namespace {

/// Collects posting lists in memory, sorts the terms, and writes the tables front to back.
class BulkWriter final : public PostingsWriter {
 public:
  explicit BulkWriter(std::filesystem::path folder) : folder_(std::move(folder)) {
    std::filesystem::create_directory(folder_);
  }

  void add(const std::vector<TermCount>& terms) override {
    const auto docid = static_cast<std::uint32_t>(lengths_.size() + 1);
    std::uint32_t length = 0;
    for (const auto& [term, count] : terms) {
      lists_[term].push_back({docid, count});
      length += count;
    }
    lengths_.push_back(length);
  }

  void finish() override {
    std::vector<const Lists::value_type*> order;
    order.reserve(lists_.size());
    for (const auto& list : lists_) order.push_back(&list);
    std::ranges::sort(order, {},
                      [](const auto* list) -> const std::string& { return list->first; });
    glass::Database database(folder_, lengths_);
    for (const auto* list : order) database.add(list->first, list->second);
    database.finish();
  }

 private:
  using Lists = std::unordered_map<std::string, std::vector<glass::Posting>>;

  std::filesystem::path folder_;
  Lists lists_;
  std::vector<std::uint32_t> lengths_;
};

/// One input of a merge: where its terms stand, and what its docids are moved by.
struct Input {
  Xapian::Database database;
  Xapian::TermIterator term, end;
  std::uint32_t base = 0;
};

std::vector<std::uint32_t> lengths_of(const std::vector<Input>& inputs) {
  std::vector<std::uint32_t> lengths;
  for (const Input& input : inputs)
    for (auto at = input.database.postlist_begin(""); at != input.database.postlist_end(""); ++at) {
      lengths.resize(input.base + *at);
      lengths.back() = at.get_doclength();
    }
  return lengths;
}

/// The next term of each input that has more -> the inputs that it is the next of.
using Waiting = std::map<std::string, std::vector<Input*>>;

void wait(Input& input, Waiting& waiting) {
  if (input.term != input.end) waiting[*input.term].push_back(&input);
}

void append_postings(const Input& input, const std::string& term,
                     std::vector<glass::Posting>& list) {
  const auto end = input.database.postlist_end(term);
  for (auto at = input.database.postlist_begin(term); at != end; ++at)
    list.push_back({input.base + *at, at.get_wdf()});
}

std::vector<Input> open_inputs(std::span<const std::filesystem::path> from) {
  std::vector<Input> inputs;
  std::uint32_t base = 0;
  for (const auto& folder : from) {
    Input& input = inputs.emplace_back();
    input.database = store::open_database(folder);
    input.term = input.database.allterms_begin();
    input.end = input.database.allterms_end();
    input.base = base;
    base += input.database.get_lastdocid();
  }
  return inputs;
}

}  // namespace

std::unique_ptr<PostingsWriter> write_in_bulk(const std::filesystem::path& folder) {
  return std::make_unique<BulkWriter>(folder);
}

void concatenate_in_bulk(std::span<const std::filesystem::path> from,
                         const std::filesystem::path& to) {
  store::translated(to, [&] {
    std::vector<Input> inputs = open_inputs(from);
    std::filesystem::create_directory(to);
    glass::Database database(to, lengths_of(inputs));
    Waiting waiting;
    for (Input& input : inputs) wait(input, waiting);
    std::vector<glass::Posting> list;
    while (!waiting.empty()) {
      auto least = waiting.extract(waiting.begin());
      std::ranges::sort(least.mapped(), {}, &Input::base);
      list.clear();
      for (Input* input : least.mapped()) {
        append_postings(*input, least.key(), list);
        ++input->term;
        wait(*input, waiting);
      }
      database.add(least.key(), list);
    }
    database.finish();
  });
}

}  // namespace ae::indexing
